"""Link charts: what hangs on what, drawn and handed on."""
