using Ossa.CommandLine;
using Ossa.Protocol.Regions;
using Ossa.Protocol.Signing;

namespace Ossa.Settings;

/// <summary>What a command needs to talk to a server, each value with its origin.</summary>
internal sealed record ClientSettings
{
    public required Setting ConfigFile { get; init; }

    public required Setting Profile { get; init; }

    public required Setting Endpoint { get; init; }

    public required Setting Region { get; init; }

    /// <summary>Where requests name their bucket.</summary>
    public required Setting AddressingStyle { get; init; }

    public required Setting AccessKeyId { get; init; }

    public required Setting AccessKeySecret { get; init; }

    public required Setting SecurityToken { get; init; }

    /// <summary>When the session of the security token ends.</summary>
    public required Setting SessionExpiration { get; init; }

    /// <summary>What is wrong, one line each; with none, the rest can be used.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The endpoint; only where there is no problem with it.</summary>
    public Uri EndpointUri =>
        EndpointAddress.Parse(Endpoint.Value ?? "")
        ?? throw new CommandException($"'{Endpoint.Value}' is no endpoint.");

    /// <summary>
    /// What somebody who knows the cloud's own tools would not expect, or null: a region names what is signed, never a place to go to.
    /// </summary>
    public string? Note =>
        Region.IsGiven && !Endpoint.IsGiven
            ? $"No endpoint is set, so commands talk to Ossa on this machine, whatever the region ({Region.Place}) is. "
                + $"To the cloud leads: --endpoint https://{new EndpointHost(EndpointKind.Public, Region.Value!.Trim())}"
            : null;

    /// <summary>Who signs, or null for anonymous requests.</summary>
    public AccessKey? Key =>
        AccessKeyId.Value is { } id && AccessKeySecret.Value is { } secret
            ? new AccessKey(id, secret, SecurityToken.Value)
            {
                ExpiresAt = SigningTime.TryParse(SessionExpiration.Value, out var end) ? end : null,
            }
            : null;

    /// <summary>Who signs.</summary>
    /// <exception cref="CommandException">There are no credentials.</exception>
    public AccessKey RequireKey() =>
        Key
        ?? throw new CommandException(
            "There are no credentials: set OSS_ACCESS_KEY_ID and OSS_ACCESS_KEY_SECRET, or write accessKeyID and accessKeySecret "
                + $"into {ConfigFile.Value}."
        );
}
