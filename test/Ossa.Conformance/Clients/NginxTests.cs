using Ossa.Conformance.Hosting;
using Ossa.Conformance.Tools;

namespace Ossa.Conformance.Clients;

public sealed class NginxTests : ProxyTests
{
    protected override DocumentedProxy Create() => new NginxProxy(Tool.Nginx.Require());
}
