//! These tests check that both directions undo each other, and that densities and gradients agree.

#[test]
fn the_laws_of_a_flow_hold() {
    let flow = coupled::Coupled::new(1).cast::<f64>();
    if let Err(violation) = ::flow_runtime::check_laws(&flow, 32, 7) {
        panic!("{violation}");
    }
}
