"""The demo account: a faithful local Harvest, used by `--demo` and by the tests.

`DemoAccount.open()` makes an account, `create_app()` an ASGI application of it, `serve()` and `running_server()` serve
it on loopback. It knows nothing of Gleaner's client, so that the client can be tried against it.
"""
