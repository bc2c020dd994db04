const WINDOW_0: Window = Window::new(Axis::new(8, 8, 3, 1, 1, 1), Axis::new(8, 8, 3, 1, 1, 1), 1, 4);
const WINDOW_1: Window = Window::new(Axis::new(8, 8, 3, 1, 1, 1), Axis::new(8, 8, 3, 1, 1, 1), 4, 2);
