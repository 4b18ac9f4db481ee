"""Paths of decisions to refer, and referrals."""

from django.urls import path

from incidents.views import deciding, referring

urlpatterns = [
    path("concerns/<str:reference>/decide/", deciding.decide, name="decide"),
    path("concerns/<str:reference>/referrals/add/", referring.add_referral, name="add_referral"),
    path("concerns/<str:reference>/referrals/<int:number>/", referring.referral, name="referral"),
    path("concerns/<str:reference>/referrals/<int:number>/written/", referring.written, name="referral_written"),
    path("concerns/<str:reference>/referrals/<int:number>/reply/", referring.reply, name="referral_reply"),
    path("concerns/<str:reference>/referrals/<int:number>/disagree/", referring.disagree, name="referral_disagree"),
]
