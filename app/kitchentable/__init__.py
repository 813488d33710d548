"""Kitchen Table: a desktop companion for parents."""
