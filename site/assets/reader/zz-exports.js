globalThis.dtmmReader = { cite, list, explain, view, show: showView, reveal, arrive };
