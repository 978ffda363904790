"""Project ideas that grow out of the trainings, from the first note to the submission.

details, places      what an idea says, and where in Rwanda it is meant for
add_idea, edit_idea  record it; remove_idea, restore_idea take it away and bring it back
add_member           who works on it; remove_member, link_leader
submit_idea          hands it in; take_back_idea lets it be edited again
read_ideas_list      a college's list of ideas, without a database
import_ideas         takes a list in; undo_import_ideas takes it out again
queries              lists, one idea whole, leaders whom nobody has linked yet
"""
