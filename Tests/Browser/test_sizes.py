"""What a telephone has to load before it can show something. docs/pages.md has the table of all sizes."""
import re

import pytest

from pages import STATES

# Without the map, which is loaded when it is seen.
MOST = 40_000
MOST_PAGE = 60_000


@pytest.mark.parametrize("size", ["phone"], indirect=True)
@pytest.mark.parametrize("scripts", [True], indirect=True)
@pytest.mark.parametrize("state", ["start", "results", "structure", "help", "benefits"])
def test_the_first_page_is_small(browse, request, state):
    region, go, sign = STATES[state]
    browser = browse(request.getfixturevalue(region), maps="drawn")
    browser.keep_files(False)
    browser.transferred()
    go(browser)
    browser.find(sign)
    sizes = browser.transferred()
    assert 0 < sum(sizes.values()) <= MOST, sizes
    assert len(browser.driver.page_source.encode()) <= MOST_PAGE


def test_files_of_the_pages_are_kept_for_ever_under_names_that_change(thessaly):
    page = thessaly.get("/")[2].decode()
    named = set(re.findall(r'(?:href|src)="(/assets/[^"#]+)', page))
    assert len(named) >= 3
    for name in named:
        status, headers, body = thessaly.get(name)
        assert status == 200 and "immutable" in headers["Cache-Control"], name
        for inner in re.findall(rb"/assets/[\w.-]+", body):
            assert "immutable" in thessaly.get(inner.decode())[1]["Cache-Control"], (name, inner)
        # Under the plain name the file may be looked at, but is not kept for long.
        plain = re.sub(r"-[0-9a-f]+-[0-9a-f]+\.", ".", name)
        assert plain != name and thessaly.get(plain)[2] == body
        assert "immutable" not in thessaly.get(plain)[1]["Cache-Control"]
