"""Spreadsheets in: read, recognise, check, store.

Kept empty on purpose: the limited child process imports `vinhdanh.kernel.sheets.child` and must not
pay for Django. Import from the modules:

* `kinds`: `Column`, `SheetKind`, `register`
* `row`: `Row`, `Problem`
* `context`: `Context`, `UnitFact`, `PersonFact`
* `store`: `upsert`, `Stored`, `row_key`, `unique_keys`, `pk_of`
* `batch`: `load_batch`
"""
