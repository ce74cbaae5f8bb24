"""Answers about hours, budgets, missing time, invoices and costs: exact arithmetic over what Harvest has."""
