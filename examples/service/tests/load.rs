//! The service under load on loopback: every answer is that of the model in the program, also while
//! another model takes its place.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use flow_runtime::ConditionalFlow;
use flow_runtime::nalgebra::SVector;
use service::{Landing, Served, routes, trained};

/// A connection that stays open.
struct Client {
    stream: BufReader<TcpStream>,
}

impl Client {
    fn new(address: SocketAddr) -> Self {
        Client { stream: BufReader::new(TcpStream::connect(address).expect("a connection")) }
    }

    /// The status and the body of the answer to a POST.
    fn post(&mut self, path: &str, body: &str) -> (u16, String) {
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: test\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        self.stream.get_mut().write_all((head + body).as_bytes()).expect("a request");
        let (mut status, mut length) = (0, 0);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).expect("an answer");
            let line = line.trim_end().to_ascii_lowercase();
            if let Some(rest) = line.strip_prefix("http/1.1 ") {
                status = rest[..3].parse().expect("a status");
            } else if let Some(rest) = line.strip_prefix("content-length: ") {
                length = rest.parse().expect("a length");
            } else if line.is_empty() {
                break;
            }
        }
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).expect("a body");
        (status, String::from_utf8(body).expect("a text"))
    }

    fn score(&mut self, x: [f32; 2], context: f32) -> Option<f32> {
        let (status, body) = self.post("/score", &format!("{{\"x\": {x:?}, \"context\": [{context:?}]}}"));
        assert_eq!(status, 200, "{body}");
        let answer: serde_json::Value = serde_json::from_str(&body).expect("JSON");
        answer["log_prob"].as_f64().map(|l| l as f32)
    }
}

fn started(served: Arc<Served>) -> SocketAddr {
    let (tell, told) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_io().build();
        runtime.expect("threads").block_on(async {
            let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
            tell.send(listener.local_addr().expect("an address")).expect("a listener");
            axum::serve(listener, routes(served)).await.expect("a service");
        });
    });
    told.recv().expect("an address")
}

fn direct(model: &Landing, x: [f32; 2], context: f32) -> f32 {
    model.log_prob(&SVector::from(x), &SVector::from([context]))
}

#[test]
fn answers_are_those_of_the_model_while_it_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("model.safetensors");
    let (first, second) = (trained(1, 1).expect("a fit"), trained(2, 1).expect("a fit"));
    first.save(&path).expect("a file");
    let served = Arc::new(Served::open(&path).expect("a model"));
    let address = started(Arc::clone(&served));
    let mut client = Client::new(address);
    assert_eq!(client.score([40.0, 0.5], 0.5), Some(direct(&first, [40.0, 0.5], 0.5)));
    // A point of density 0, questions that are none, and a file that is none.
    assert_eq!(client.score([3e38, 0.5], 0.5), None);
    assert_eq!(client.post("/score", "{\"x\": [1.0], \"context\": [0.5]}").0, 422);
    assert_eq!(client.post("/score", "{").0, 400);
    std::fs::write(&path, "no model").expect("a file");
    let (status, said) = client.post("/reload", "");
    assert!(status == 422 && said.contains("malformed model file"), "{status} {said}");
    assert_eq!(client.score([40.0, 0.5], 0.5), Some(direct(&first, [40.0, 0.5], 0.5)));

    // Two seconds of load on four connections; the second model takes its place in their middle.
    let stop = AtomicBool::new(false);
    let began = Instant::now();
    let counts: Vec<[usize; 2]> = std::thread::scope(|scope| {
        let loads: Vec<_> = (0..4)
            .map(|k| {
                let (first, second, stop) = (&first, &second, &stop);
                scope.spawn(move || {
                    let (mut client, mut counts, mut n) = (Client::new(address), [0, 0], 0);
                    while !stop.load(Ordering::Relaxed) {
                        n += 1;
                        let context = ((n * 37 + k) % 100) as f32 / 100.0;
                        let x = [90.0 * context, 0.25];
                        let found = client.score(x, context).expect("a density");
                        let by = [first, second].map(|model| direct(model, x, context));
                        let which = by.iter().position(|l| l.to_bits() == found.to_bits());
                        // No request before it was answered by the new model is answered by the old one after.
                        let which = which.unwrap_or_else(|| panic!("{found}, expected one of {by:?}"));
                        assert!(which == 1 || counts[1] == 0, "the old model answers after the new one");
                        counts[which] += 1;
                    }
                    counts
                })
            })
            .collect();
        std::thread::sleep(Duration::from_secs(1));
        second.save(&path).expect("a file");
        assert_eq!(Client::new(address).post("/reload", "").0, 200);
        std::thread::sleep(Duration::from_secs(1));
        stop.store(true, Ordering::Relaxed);
        loads.into_iter().map(|load| load.join().expect("a client")).collect()
    });
    let requests: usize = counts.iter().flatten().sum();
    println!("{:.0} requests a second", requests as f64 / began.elapsed().as_secs_f64());
    assert!(counts.iter().all(|[old, new]| *old > 0 && *new > 0), "{counts:?}");
    assert!(requests > 200, "{requests} requests");
}
