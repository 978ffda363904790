"""The programme and its colleges: shared lists that the national office keeps."""
