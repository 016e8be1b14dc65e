using Ossa.Conformance.Hosting;

[assembly: AssemblyFixture(typeof(StrictServer))]

namespace Ossa.Conformance.Hosting;

/// <summary>
/// One ephemeral, strict server for the whole test run: what passes against it passes against the real service. A test class takes
/// it as a constructor parameter. What is archived is restored at once.
/// </summary>
public sealed class StrictServer() : RunningServer(Options)
{
    private static readonly string[] Options =
    [
        "--ephemeral",
        "--strict",
        "--restore-delay",
        "0s",
        "--cname-trust",
        "cname.test",
    ];

    /// <summary>Another such server, for a test that must be the only one to ask it.</summary>
    public static Task<OssaProcess> StartAloneAsync(CancellationToken cancellationToken) =>
        OssaProcess.StartAsync([.. Options, "--listen", "http://127.0.0.1:0"], cancellationToken: cancellationToken);
}
