"""The teacher: the encoder, wider, over what a pretrained transformer says of every word."""
from torch import nn

import minilm
from network import Encoder


class Teacher(Encoder):
    def __init__(self, wheel, *arguments, **sizes):
        super().__init__(*arguments, **sizes)
        self.pretrained = minilm.MiniLM(wheel)
        self.lift = nn.Linear(minilm.MiniLM.WIDTH, self.sizes["width"])

    def context(self, forms):
        return self.lift(self.pretrained(forms))
