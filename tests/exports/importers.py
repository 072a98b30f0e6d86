"""
What schedulers do with our files, written from their makers' descriptions; shares no code with the writers.

Each importer returns one dict a post and refuses, by an AssertionError, what the real one refuses or gets wrong.
"""

import csv
import datetime as dt
import io
import itertools
import json
import re
from html.parser import HTMLParser

BRIGHTBEAN_PLATFORMS = {
    *("facebook", "instagram", "instagram_login", "linkedin_personal", "linkedin_company", "tiktok", "youtube"),
    *("pinterest", "threads", "bluesky", "google_business", "mastodon", "devto"),
}
BRIGHTBEAN_ALIASES = {
    "date": {"date", "publish_date", "scheduled_date"},
    "time": {"time", "publish_time", "scheduled_time"},
    "platforms": {"platforms", "platform", "channel", "channels"},
    "caption": {"caption", "text", "content", "message", "body"},
    "media_url": {"media_url", "media", "image", "image_url"},
    "category": {"category", "type"},
    "tags": {"tags", "labels"},
    "first_comment": {"first_comment", "comment"},
}


def table(data, *, bom):
    """Read a CSV strictly: every line ends in CRLF, every row is as wide as the header, none is blank."""
    assert data.startswith(b"\xef\xbb\xbf") == bom
    assert data.endswith(b'"\r\n')
    text = data.decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert rows and all(len(row) == len(header) and any(row) for row in rows)
    return header, [dict(zip(header, row, strict=True)) for row in rows]


def buffer(data):
    header, rows = table(data, bom=True)
    assert header[:4] == ["Text", "Image URL", "Tags", "Posting Time"] and header[4:] in ([], ["Board Name"])
    assert len(rows) <= 100
    for row in rows:
        assert row["Text"]
        assert not row["Image URL"] or re.fullmatch(r"https://\S+\.(?:jpg|png)", row["Image URL"])
        assert row.get("Board Name") != ""
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", row["Posting Time"])
    return [{"text": row["Text"], "at": dt.datetime.fromisoformat(row["Posting Time"])} for row in rows]


def sprout(data, order, now):
    header, rows = table(data, bom=True)
    assert header[:3] == ["date", "time_24hr", "message_text"] and header[3:] in ([], ["public_image_url"])
    assert len(rows) <= 350
    posts = []
    for row in rows:
        first, second, year = map(int, re.fullmatch(r"(\d{2})/(\d{2})/(\d{4})", row["date"]).groups())
        month, day = (first, second) if order == "mm/dd/yyyy" else (second, first)
        hour, minute = map(int, re.fullmatch(r"(\d{2}):(\d{2})", row["time_24hr"]).groups())
        posts.append({"text": row["message_text"], "at": dt.datetime(year, month, day, hour, minute)})
        assert row["message_text"]
    times = sorted(post["at"] for post in posts)
    assert all(later - earlier >= dt.timedelta(minutes=10) for earlier, later in itertools.pairwise(times))
    assert times[0] >= now + dt.timedelta(minutes=10)
    return posts


def metricool(data, networks):
    header, rows = table(data, bom=True)
    assert len(set(header)) == len(header)
    posts = []
    for row in rows:
        assert {row[name] for name in (*networks, "Draft", "Shortener")} <= {"TRUE", "FALSE"}
        at = dt.datetime.strptime(f"{row['Date']} {row['Time']}", "%Y-%m-%d %H:%M:%S")
        on = [name for name in networks if row[name] == "TRUE"]
        posts.append({"text": row["Text"], "at": at, "on": on, "draft": row["Draft"] == "TRUE"})
    return posts


def brightbean(data):
    assert len(data) <= 5_000_000
    header, rows = table(data, bom=data.startswith(b"\xef\xbb\xbf"))
    fields = {}
    for column in header:
        meant = [field for field, names in BRIGHTBEAN_ALIASES.items() if column.lower() in names]
        assert len(meant) == 1 and meant[0] not in fields, f"{column} would be taken for {meant}"
        fields[meant[0]] = column
    posts = []
    for row in rows:
        row_fields = {field: row[column] for field, column in fields.items()}
        platforms = [name.strip() for name in row_fields["platforms"].split(",")]
        assert row_fields["caption"] and set(platforms) <= BRIGHTBEAN_PLATFORMS
        at = None
        if "date" in row_fields:
            assert re.fullmatch(r"\d{2}:\d{2}", row_fields["time"]), "a time with seconds drops the row"
            at = dt.datetime.combine(
                dt.date.fromisoformat(row_fields["date"]), dt.time.fromisoformat(row_fields["time"])
            )
        tags = [tag.strip() for tag in row_fields["tags"].split(",") if tag.strip()]
        posts.append({"text": row_fields["caption"], "at": at, "on": platforms, "tags": tags})
    return posts


class Shown(HTMLParser):
    """The text a person sees of paragraphs, and nothing but paragraphs."""

    def __init__(self, content):
        super().__init__()
        self.lines = []
        self.feed(content)
        self.close()

    def handle_starttag(self, tag, attributes):
        assert (tag, attributes) == ("p", [])
        self.lines.append("")

    def handle_data(self, data):
        self.lines[-1] += data


POSTIZ_REQUIRED = {
    "x": {"who_can_reply_post"},
    "instagram": {"post_type"},
    "youtube": {"title", "type"},
    "pinterest": {"board"},
    "tiktok": {
        *("privacy_level", "duet", "stitch", "comment", "autoAddMusic", "brand_content_toggle"),
        *("brand_organic_toggle", "content_posting_method"),
    },
}


def postiz(data):
    bodies = json.loads(data)
    assert not data.startswith(b"\xef\xbb\xbf") and len(bodies) <= 90
    posts = []
    for body in bodies:
        assert body["type"] == "draft" and body["shortLink"] is False and isinstance(body["tags"], list)
        assert re.fullmatch(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.000Z", body["date"])
        assert body["posts"]
        for post in body["posts"]:
            settings = post["settings"]
            assert post["integration"]["id"] and post["value"] and post["group"]
            assert all(settings[name] != "" for name in POSTIZ_REQUIRED.get(settings["__type"], ()))
            assert all(isinstance(value["image"], list) for value in post["value"])
            text = "\n".join(Shown(post["value"][0]["content"]).lines)
            posts.append({"text": text, "at": dt.datetime.fromisoformat(body["date"]), "on": post["integration"]["id"]})
    assert len({body["date"] for body in bodies}) == len(bodies), "posts of one instant go in one request"
    return posts
