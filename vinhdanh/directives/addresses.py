"""Addresses that acts put into notices; the names are those of `urls.py`."""

from django.urls import reverse


def plan_address(pk: int) -> str:
    return reverse("plan", args=[pk])


def unit_address(pk: int) -> str:
    """What is asked of one unit and how far it is."""
    return reverse("unit_steps", args=[pk])


def task_address(pk: int) -> str:
    return reverse("task", args=[pk])
