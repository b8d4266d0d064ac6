globalThis.dtmmReader = { cite, list, explain, view, show: openView, reveal, arrive };
