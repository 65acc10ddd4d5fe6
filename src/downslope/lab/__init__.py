"""Web lab: a server on this machine that answers in JSON, and the built page that uses it.

app.py        the web application: routes, errors, the built page
server.py     the server on loopback
endpoints.py  the table of endpoints: each name after /api/, and the function that answers it
run_requests.py
              what the sliders ask for: a run, a sweep, a comparison, with code and commands that
              repeat it
lesson_requests.py
              the lesson, its experiments, the quiz, and graded prompts
data.py · own_data.py · store.py
              the data that a page shows, the user's own data, the data kept in memory
exported_page.py · page_content.py
              the page as files that need no server, and the content that they hold
request_validation.py · request_limits.py
              validation of requests (their origin, fields, size), and the limits
"""

from __future__ import annotations
