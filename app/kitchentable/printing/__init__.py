"""Pages to Typst to PDF, SVG and PNG; no Qt."""
