impl<T: Real> Emitted<T> for crate::Image<T> {
    fn emitted_description() -> &'static Description {
        &DESCRIPTION
    }

    fn emitted_from_state(state: State<T>) -> Self {
        Self { state }
    }
}
