"""Places that carry sync files between PCs, and the act of syncing with one: look, ask, send and receive.

A carrier keeps files by name and proves nothing: what comes from it counts by its length, hash, chain and signature.
Nothing is ever listed. Bundles are named by log, number and hash, so two PCs never write different things under one
name, and whoever knows a bundle knows the names of those before it. Each PC says in a small status file of its own
what it has put there; membership documents and the roll of PCs are read by asking for the next number.

    membership/<number>      signed membership documents
    devices/<hash>           signed records of PCs
    pcs/<number>             the roll: which PCs have a status file here
    status/<pc>              what one PC has put here, and what it lacks
    logs/<log>/<number>-<hash>   bundles
    files/<xx>/<hash>        encrypted scans and certificates
    parts/<PC>  test/<PC>    what a PC is sending now, on servers; what it tried a place with

Kinds: `folder_carrier.py`; WebDAV and S3 in `opendal_carrier.py`; `sftp_carrier.py`. A new kind passes
`tests/sync/carriers/contract.py` and gets a line in `set_up.py`.
"""
