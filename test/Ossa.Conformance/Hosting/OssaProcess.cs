using System.Diagnostics;
using System.Text;
using Ossa.Conformance.Tools;
using Ossa.Protocol.Signing;

namespace Ossa.Conformance.Hosting;

/// <summary>
/// The real program in a process of its own, as a user starts it: <c>dotnet ossa.dll serve ...</c> with root credentials from the
/// environment. It is up once <see cref="StartAsync"/> has returned.
/// </summary>
public sealed class OssaProcess : IAsyncDisposable
{
    /// <summary>The region that signatures must name; the server's default.</summary>
    public const string Region = "cn-hangzhou";

    /// <summary>Which transport the servers of this run have; the one setting of whoever runs the tests that counts.</summary>
    public const string TransportVariable = "OSSA_TRANSPORT";

    private const string Announcement = "Listening on ";
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    private readonly Process _process = new();
    private readonly TemporaryDirectory _home = new();
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _ended = Task.CompletedTask;

    private readonly string _announcement;

    private OssaProcess(AccessKey key, string announcement) => (Key, _announcement) = (key, announcement);

    /// <summary>The root credentials, made up for this process.</summary>
    public AccessKey Key { get; }

    /// <summary>Where the server listens, such as http://127.0.0.1:43211/.</summary>
    public Uri Endpoint { get; private set; } = null!;

    public int Id => _process.Id;

    /// <summary>What the program has written to standard output so far.</summary>
    public string StandardOutput => Read(_output);

    /// <summary>What the program has written to standard error so far: its log.</summary>
    public string StandardError => Read(_error);

    /// <summary>Starts <c>ossa serve</c> with these arguments, which must make it listen on one http URL; port 0 is good.</summary>
    public static Task<OssaProcess> StartAsync(
        IEnumerable<string> arguments,
        AccessKey? key = null,
        CancellationToken cancellationToken = default
    ) =>
        StartAsync(
            new OssaProcess(key ?? RootKeys.Generate(), Announcement),
            ["serve", .. arguments],
            cancellationToken
        );

    /// <summary>Starts <c>ossa share</c>; the endpoint is then the signed URL that it prints.</summary>
    public static Task<OssaProcess> StartShareAsync(
        IEnumerable<string> arguments,
        AccessKey? key = null,
        CancellationToken cancellationToken = default
    ) => StartAsync(new OssaProcess(key ?? RootKeys.Generate(), ""), ["share", .. arguments], cancellationToken);

    private static async Task<OssaProcess> StartAsync(
        OssaProcess server,
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        try
        {
            server.Start(arguments);
            server.Endpoint = await server._listening.Task.WaitAsync(StartTimeout, cancellationToken);
            return server;
        }
        catch (TimeoutException late)
        {
            var seen = $"No '{server._announcement}URL' within {StartTimeout.TotalSeconds} s.\n{server.StandardOutput}";
            var log = server.StandardError;
            await server.DisposeAsync();
            throw new TimeoutException($"{seen}\n{log}", late);
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks the server to end (SIGTERM) and returns its exit code; kills it, and fails, if it does not end.</summary>
    public async Task<int> StopAsync()
    {
        Signal.Terminate(_process);
        using var deadline = new CancellationTokenSource(StopTimeout);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            await KillAsync();
            throw new TimeoutException(
                $"The server did not end within {StopTimeout.TotalSeconds} s of SIGTERM.\n{StandardError}",
                late
            );
        }
        return _process.ExitCode;
    }

    /// <summary>Ends the server at once, in the middle of whatever it does (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopTimeout, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (IsRunning())
            {
                await StopAsync();
            }

            await _ended;
        }
        finally
        {
            _process.Dispose();
            _home.Dispose();
        }
    }

    private void Start(IEnumerable<string> arguments)
    {
        _process.StartInfo = new ProcessStartInfo("dotnet", [OssaProgram.Assembly, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        _process.EnableRaisingEvents = true;
        _process.Exited += (_, _) => _ended = EndedEarlyAsync();
        SetEnvironment(_process.StartInfo.Environment);
        _process.OutputDataReceived += (_, line) => Received(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.Start();
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Neither the other settings nor the home directory of whoever runs the tests may change what the server does.</summary>
    private void SetEnvironment(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsForeignSetting).ToList())
        {
            environment.Remove(name);
        }
        environment["OSS_ACCESS_KEY_ID"] = Key.Id;
        environment["OSS_ACCESS_KEY_SECRET"] = Key.Secret;
        environment["HOME"] = _home.FullPath;
        environment.Remove("XDG_DATA_HOME");
        environment.Remove("XDG_CONFIG_HOME");
    }

    private static bool IsForeignSetting(string variable) =>
        variable.StartsWith("OSS", StringComparison.Ordinal) && variable != TransportVariable;

    private void Received(string? line)
    {
        Append(_output, line);
        if (line is not null && line.StartsWith(_announcement, StringComparison.Ordinal))
        {
            _listening.TrySetResult(new Uri(line[_announcement.Length..].Trim()));
        }
    }

    /// <summary>Tells why it never listened, once all that it wrote has come: its end may be noticed sooner.</summary>
    private async Task EndedEarlyAsync()
    {
        if (_listening.Task.IsCompleted)
        {
            return;
        }

        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(StopTimeout, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            // A program that it has started holds its output; what has come until now is told.
        }

        _listening.TrySetException(
            new InvalidOperationException(
                $"The server ended with {_process.ExitCode} before it listened.\n{StandardError}"
            )
        );
    }

    private bool IsRunning()
    {
        try
        {
            return !_process.HasExited;
        }
        catch (InvalidOperationException)
        {
            // It was never started.
            return false;
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
