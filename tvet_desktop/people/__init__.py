"""People: who is trained, the registers that colleges send, and who might be there twice.

names, personal_details   what a cell says about a person, without a database
read_register             a register's rows, and every cell that is wrong in it
preview_register          what taking a register in would bring
import_people             takes a register in; undo_import takes it out again
earlier_version           whom an earlier version of the same list has brought: a corrected list corrects them
complete_waiting_row      a row that had no usable name or sex becomes a person
person_history            who changed what of a person, and when
find_duplicates           pairs that may be one person, with the reasons; duplicates.py scores, rates.py weighs
people_like               who of the list is likely the person that is being typed
record_consent            what people agreed to, in which words; withdraw_consent takes it back
settle_walk_in            somebody who came without standing on a list is a new person
merged                    who counts for whom, after people who were there twice were merged
join_people, part_people  lets one person count for another, and takes them apart; marks are attendance's business
match_names               finds the one person that a marked sheet or an idea names
"""
