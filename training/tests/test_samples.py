"""Close views of the detector's samples, and the segmenter's samples."""

import unittest

import numpy as np

from videodyn_training.detector.samples import Pictures
from videodyn_training.segmenter.samples import Maps
from videodyn_training.world import TRUTH, Clip


def clip() -> Clip:
    """A grey picture with one bright person of 60x120 pixels."""
    frames = np.full((1, 384, 640, 3), 90, np.uint8)
    masks = np.zeros((1, 384, 640), np.uint8)
    frames[0, 150:270, 300:360] = 230
    masks[0, 150:270, 300:360] = 1
    return Clip(frames, masks, np.array([(0, 1, 0, (300, 150, 360, 270), 1)], TRUTH))


class Close(unittest.TestCase):
    def test_close_views_fill_the_picture_or_are_cut_by_its_edge(self) -> None:
        dice = np.random.default_rng(4)
        pictures = Pictures([clip()])
        pictures.near, pictures.scenes, pictures.repainted = 1, 1, 0
        large = cut = 0
        for _ in range(60):
            sample = pictures.draw(256, 192, dice)
            for x1, y1, x2, y2 in sample.boxes.tolist():
                self.assertTrue(0 <= x1 < x2 <= 256 and 0 <= y1 < y2 <= 192)
                large += y2 - y1 > 90
                cut += x1 == 0 or x2 == 256
        self.assertGreater(large, 15)
        self.assertGreater(cut, 4)

    def test_without_near_no_object_is_larger_than_scale_allows(self) -> None:
        dice = np.random.default_rng(4)
        pictures = Pictures([clip()])
        pictures.scenes, pictures.repainted = 1, 0
        heights = [box[3] - box[1] for _ in range(60) for box in pictures.draw(640, 384, dice).boxes.tolist()]
        self.assertLess(max(heights), 120 * 2.2 * 1.3)


class SegmenterSamples(unittest.TestCase):
    def test_class_maps_have_the_pictures_size_and_lie_on_the_object(self) -> None:
        dice = np.random.default_rng(2)
        maps = Maps([clip()])
        for _ in range(20):
            picture, classes = maps.draw(256, 192, dice)
            self.assertEqual(((3, 192, 256), (192, 256)), (tuple(picture.shape), tuple(classes.shape)))
            self.assertTrue(set(classes.unique().tolist()) <= {0, 1})
        self.assertGreater(int(sum((maps.draw(256, 192, dice)[1] == 1).sum() for _ in range(20))), 1000)


if __name__ == "__main__":
    unittest.main()
