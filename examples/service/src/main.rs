//! `service train MODEL` fits a model and writes its file; `service MODEL [ADDRESS]` serves it until Ctrl-C.

use std::process::ExitCode;
use std::sync::Arc;

use flow_runtime::{ConditionalFlow, Error};
use service::{Served, routes, trained};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match arguments[..] {
        ["train", path] => trained(7, 20).and_then(|model| model.save(path)),
        [path] => serve(path, "127.0.0.1:8080").await,
        [path, address] => serve(path, address).await,
        _ => Err(Error::input("expected `train MODEL`, or `MODEL [ADDRESS]`")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

async fn serve(path: &str, address: &str) -> flow_runtime::Result<()> {
    let served = Arc::new(Served::open(path)?);
    let failed = |error: std::io::Error| Error::environment(error.to_string()).at(address).because(error);
    let listener = TcpListener::bind(address).await.map_err(failed)?;
    println!("serving {path} at http://{address}/score");
    // Requests under way are answered before the program ends.
    let stopped = async { drop(tokio::signal::ctrl_c().await) };
    axum::serve(listener, routes(served)).with_graceful_shutdown(stopped).await.map_err(failed)
}
