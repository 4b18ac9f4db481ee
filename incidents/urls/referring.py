"""Paths of decisions to refer, and referrals."""

from django.urls import path

from incidents.views import deciding, referring

urlpatterns = [
    path("concerns/<slug:reference>/decide/", deciding.decide, name="decide"),
    path("concerns/<slug:reference>/referrals/add/", referring.add_referral, name="add_referral"),
    path("concerns/<slug:reference>/referrals/<int:number>/", referring.referral, name="referral"),
    path("concerns/<slug:reference>/referrals/<int:number>/add/", referring.add_to_referral, name="add_to_referral"),
    path("concerns/<slug:reference>/referrals/<int:number>/written/", referring.written, name="referral_written"),
    path("concerns/<slug:reference>/referrals/<int:number>/reply/", referring.reply, name="referral_reply"),
    path("concerns/<slug:reference>/referrals/<int:number>/disagree/", referring.disagree, name="referral_disagree"),
]
