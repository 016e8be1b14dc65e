using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

public sealed class CaddyTests : ProxyTests
{
    protected override DocumentedProxy Create() => new CaddyProxy(Tool.Caddy.Require());
}
