"""Pictures of the real product for docs/pictures: `./dev pictures` builds the demonstration and photographs it.

`./dev pictures --full --into FOLDER --only NAME=WHO:ADDRESS` photographs whole pages for looking at.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parent.parent
PASSWORD = "minh-hoa-2023"
WIDTHS = {"": 1440, "-phone": 390}
# name -> (who looks, address, or a link to follow from it)
SHOTS = {
    "01-tong-quan": ("vanphong", "/"),
    "02-vong-khen-thuong": ("vanphong", "/khen-thuong/ > a[href*='/khen-thuong/vong/']"),
    "03-ho-so": ("vanphong", "/khen-thuong/ho-so/DN-001/"),
    "05-hoi-dong": ("thuky", "/khen-thuong/hoi-dong/"),
    "06-bao-cao": ("vanphong", "/bao-cao/1/?nguon=contest.entries"),
    "07-to-chuc": ("vanphong", "/to-chuc/"),
    "08-so-vinh-danh": (None, "/vinh-danh/"),
    "09-xac-thuc": (None, "/vinh-danh/ > a[href^='/v/']"),
    "11-dang-nhap": (None, "/tai-khoan/dang-nhap/"),
    "13-nhap-excel": ("vanphong", "/nhap/ < bad workbook"),
}
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


class Site:
    """The demonstration, served from `home` while pictures are taken."""

    def __init__(self, home: Path) -> None:
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        environment = {**os.environ, "VINHDANH_HOME": str(home), "VINHDANH_URL": self.address}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "vinhdanh", "demo", "--port", str(self.port)], env=environment, cwd=ROOT
        )
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{self.address}/v/", timeout=2)
                return
            except (urllib.error.URLError, ConnectionError, TimeoutError):
                time.sleep(0.3)
        raise SystemExit("the demonstration did not start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(timeout=30)


def enter(browser: Browser, site: str, username: str | None, *, width: int, dark: bool = False) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 1060 if width > 1000 else 844},
        color_scheme="dark" if dark else "light",
        locale="vi-VN",
    )
    page = context.new_page()
    if username:
        page.goto(f"{site}/tai-khoan/dang-nhap/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_load_state()
    return page


def bring_in_faults(page: Page, site: str) -> None:
    """The third step of an import: a small workbook with three bad rows among forty."""
    lines = ["STT\tMã đơn vị\tNgày\tNội dung\tHình thức\tSố điểm cầu\tSố người dự"]
    for n in range(1, 41):
        unit = "944" if n in (5, 9) else f"{n:03d}"
        day = "31/02/2022" if n == 12 else "01/03/2022"
        lines.append(f"{n}\t{unit}\t{day}\tHọc tập chuyên đề {n}\tTrực tiếp\t2\t{100 + n}")
    page.goto(f"{site}/nhap/")
    page.fill("#dan", "\n".join(lines))
    page.get_by_role("button", name="Đọc phần dán").click()
    page.get_by_role("button", name="Tiếp tục").click()
    page.wait_for_url("**/sua/")


def go(page: Page, site: str, where: str) -> None:
    if "<" in where:
        bring_in_faults(page, site)
        return
    address, _, follow = where.partition(" > ")
    page.goto(site + address)
    if follow:
        page.goto(site + (page.locator(f"main {follow}").first.get_attribute("href") or ""))
    page.wait_for_load_state("networkidle")


def photograph(site: str, into: Path, shots: dict[str, tuple[str | None, str]], *, dark: bool, full: bool) -> None:
    into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        for ending, width in WIDTHS.items():
            for username in dict.fromkeys(who for who, _ in shots.values()):
                page = enter(browser, site, username, width=width, dark=dark)
                for name, (who, where) in shots.items():
                    if who != username:
                        continue
                    go(page, site, where)
                    picture = into / f"{name}{'-toi' if dark else ''}{ending}"
                    if full:
                        page.screenshot(path=picture.with_suffix(".png"), full_page=True)
                    else:
                        page.screenshot(path=picture.with_suffix(".jpg"), type="jpeg", quality=80)
                    print(f"{name}{ending} {page.title()}")
                page.context.close()
        browser.close()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--site", help="address of a demonstration that runs already")
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "pictures")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--full", action="store_true", help="whole pages as PNG, for looking at")
    parser.add_argument("--only", nargs="*", help="names, or name=who:address")
    asked = parser.parse_args()
    shots = dict(SHOTS)
    if asked.only:
        shots = {}
        for word in asked.only:
            name, _, place = word.partition("=")
            who, _, where = place.partition(":")
            shots[name] = (who or None, where) if place else SHOTS[name]
    if asked.site:
        photograph(asked.site, asked.into, shots, dark=asked.dark, full=asked.full)
        return
    with tempfile.TemporaryDirectory() as home:
        site = Site(Path(home))
        try:
            photograph(site.address, asked.into, shots, dark=asked.dark, full=asked.full)
        finally:
            site.stop()


if __name__ == "__main__":
    main()
