"""The same tables on a PostgreSQL server, where several officers of the national office work at once.

engine     connects; one writer at a time, readers never wait
database   makes and opens the tables; gives secrets a new key
sealed     what the database keeps of this PC's secrets, sealed: the server sees only ciphertext
files      the encrypted files, in the database, so that every officer has them
tables     what only a server needs: files, key slots, the version
"""
