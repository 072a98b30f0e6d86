"""
Cards of consideration 3, platforms.

Shared by its cards: `order` lists the platforms compared, best score first; `first` those that share first place
(`platforms.leaders`); `level` the platforms, or starts, that too little weight parts from the best; `draws` counts the
readings of weights and performances.
"""
