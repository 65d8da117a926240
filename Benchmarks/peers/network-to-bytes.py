#!/usr/bin/env python3
"""Write the .npz of a generated network as plain bytes: usage network-to-bytes.py IN.npz OUT.bin"""
import sys

import numpy as np

data = np.load(sys.argv[1])
with open(sys.argv[2], "wb") as out:
    out.write(np.array([len(data["lat"]), len(data["u"]), len(data["poi"])], dtype="<i4").tobytes())
    for name in ("lon", "lat"):
        out.write(data[name].astype("<f8").tobytes())
    for name in ("u", "v", "ms"):
        out.write(data[name].astype("<i4").tobytes())
    out.write(data["poi"][:, 2].astype("<i4").tobytes())
