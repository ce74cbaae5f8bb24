"""Everything that is no entry: questions, timers, changes, expenses, invoices."""
