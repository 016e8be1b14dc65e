using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace Ossa.Server.Domains;

/// <summary>
/// Asks the name servers of this machine, and keeps no answer: whoever has just made a record does not want to wait for an old one to expire.
/// </summary>
public sealed class DnsTxtLookup : ITxtLookup
{
    /// <summary>How long one name server may take for one answer.</summary>
    private static readonly TimeSpan QueryTimeout = TimeSpan.FromSeconds(3);

    /// <summary>How long all of them together may take.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Made when it is first needed: it reads the machine's settings. A field of a type that held it would load its library at every start.
    private LookupClient? _client;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> FindAsync(string name, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var client = LazyInitializer.EnsureInitialized(ref _client, MakeClient);
            var answer = await client.QueryAsync(name, QueryType.TXT, QueryClass.IN, cancellationToken: patience.Token);
            return [.. answer.Answers.OfType<TxtRecord>().Select(record => string.Concat(record.Text))];
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new IOException($"No name server answered within {Patience.TotalSeconds} seconds.", e);
        }
        catch (Exception e) when (e is DnsResponseException or SocketException or InvalidOperationException)
        {
            throw new IOException($"The name servers gave no answer: {e.Message}", e);
        }
    }

    private static LookupClient MakeClient() =>
        new(
            new LookupClientOptions
            {
                Timeout = QueryTimeout,
                Retries = 1,
                UseCache = false,
                ThrowDnsErrors = false,
            }
        );
}
