using System.Net;

namespace Ossa.Server.Throttling;

/// <summary>
/// Counts the open connections of each client. Only who has one open is kept, so that there are never more counts than connections.
/// </summary>
/// <param name="most">The most of one client.</param>
internal sealed class ConnectionLimit(int most)
{
    private readonly Dictionary<ClientNetwork, int> _open = [];
    private readonly Lock _lock = new();

    /// <summary>Counts a connection, unless it is one too many.</summary>
    public bool TryEnter(IPAddress address)
    {
        var client = ClientNetwork.Of(address);
        lock (_lock)
        {
            var open = _open.GetValueOrDefault(client);
            if (open >= most)
            {
                return false;
            }

            _open[client] = open + 1;
            return true;
        }
    }

    /// <summary>Takes back a connection that was counted.</summary>
    public void Leave(IPAddress address)
    {
        var client = ClientNetwork.Of(address);
        lock (_lock)
        {
            var open = _open[client] - 1;
            if (open == 0)
            {
                _open.Remove(client);
            }
            else
            {
                _open[client] = open;
            }
        }
    }
}
