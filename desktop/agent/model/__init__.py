"""A language model, where the person set one up: it reads what the rules do not settle and answers free questions.

It has no power to write: it quotes words, our code turns them into values, and a person confirms the cards.
"""
