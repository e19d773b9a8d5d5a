"""A source file as a user writes it, for tests of files in the data folder."""

HOST = "http://songhong.example"
SITEMAP = f"""
[[discovery]]
type = "sitemap"
url = "{HOST}/sitemap.xml"
"""
OUTLET = """
name = "songhong"
title = "Sông Hồng"
hosts = ["songhong.example"]
languages = ["vi"]
country = "VN"
kind = "newspaper"
page = "EpiPage"
article = '/[\\w-]+-post\\d+\\.html$'
delay = 0
window_days = 36500
notes = "robots.txt and terms: read in 2026-11."
"""
