const MASK_0: Stairs = Stairs::new(Degrees::new(0, 1, 3, 6), Degrees::new(0, 1, 4, 4), false);
const MASK_1: Stairs = Stairs::new(Degrees::new(0, 1, 4, 8), Degrees::new(0, 1, 3, 6), true);
