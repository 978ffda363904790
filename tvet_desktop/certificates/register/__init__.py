"""The register of certificates: the list, what the Registrar is given of it, and the numbers that are missing.

register_rows       the rows of the list, quickly
entries             a row with what was signed, for files
number_report       counters that are missing or stand twice, for each log
write_xlsx, write_csv   the files
"""
