using Ossa.Client.Sending;
using Ossa.Client.Status;

namespace Ossa.Client;

/// <summary>How the server is: Ossa's own, for the root of the first account.</summary>
public sealed partial class OssClient
{
    /// <summary>Tells how the server is, and hour by hour what it was asked for within the last day.</summary>
    /// <exception cref="OssServiceException">The caller is not the root of the first account.</exception>
    public Task<ServerStatus> GetServerStatusAsync(CancellationToken cancellationToken = default) =>
        _sender.SendAsync(
            OssRequest.Administrative(HttpMethod.Get, "server"),
            json => AnswerJson.Read(json, StatusJson.Default.ServerStatus),
            cancellationToken
        );
}
