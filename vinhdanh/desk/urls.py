from django.urls import path

from vinhdanh.desk.views import home, search, work

urlpatterns = [
    path("", home.home, name="home"),
    path("bat-dau/", home.start, name="start"),
    path("viec/", work.my_work, name="my_work"),
    path("lich/", work.calendar, name="calendar"),
    path("lich/han.ics", work.calendar_file, name="calendar_file"),
    path("tim/", search.search, name="search"),
]
