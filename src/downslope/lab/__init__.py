"""Web lab: a server on this machine that answers in JSON, and the built page that uses it.

app.py        the web application: routes, errors, the built page
server.py     the server on loopback, and the check of a request's origin
answers.py    the table of requests and the functions that answer them
requests.py   requests: fields, bodies, and their validation
runs.py · teaching.py
              answers about data and runs, with code and commands that repeat a run; and about the
              lesson
data.py · own_data.py · store.py
              the data that a page shows, the user's own data, the data kept in memory
limits.py     limits on what a page may ask for
"""

from __future__ import annotations
