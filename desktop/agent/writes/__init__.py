"""What can be written to Harvest: each kind's frozen payload, how it is sent, and how to find out if it arrived."""
