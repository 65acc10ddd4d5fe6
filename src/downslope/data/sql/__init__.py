"""Databases as data: the engine sums, and only the sums leave it.

    columns ─► frame: count, least, and greatest of each column ─► sums of products about it

The raw sum of x·y loses every digit of a timestamp: the engine must subtract an origin first, and
the frame chooses it. One statement makes all sums of a summary, so they are sums of the same rows
even where the table changes between two statements. For sums without rounding, an engine in this
process may hand over its rows instead (`Query.blocks`), which is faster.

    database.py        a connection, and the snapshot that its statements read
    drivers.py         the packages whose connections are understood
    sql_dialects.py    what differs between DuckDB, SQLite, PostgreSQL, and MariaDB or MySQL
    query.py           the statement's columns as float64, and its levels
    sums.py            the frame and the sums in float64
    integer_sums.py    the sums without any rounding
    group_sums.py      both by groups of the rows
"""
