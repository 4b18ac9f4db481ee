"""Which page of sign-in and account answers which path: django-allauth's views under our own addresses."""

from allauth.account import views as allauth
from django.urls import path

urlpatterns = [
    path("sign-in/", allauth.login, name="account_login"),
    path("sign-out/", allauth.logout, name="account_logout"),
]
