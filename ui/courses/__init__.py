"""Pages about courses: the list, the form, one course with its sessions, people and trainers."""
