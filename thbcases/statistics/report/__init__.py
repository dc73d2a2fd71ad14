"""The annual report to Government and Parliament: text that people write, figures of the system."""
