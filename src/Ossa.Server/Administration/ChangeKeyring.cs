using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Engine;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>POST keyring</c>: tells what is in the keyring, after a change where one is asked for. Secrets are never told.
/// </summary>
internal sealed class ChangeKeyring : AdminOperation
{
    public override string Name => "AdminKeyring";

    public override string Summary =>
        "Tells what is in the keyring, after a change where one is asked for. Secrets are never told.";

    public override string Path => AdminApi.Keyring;

    public override IReadOnlyList<string> Parameters => [AdminApi.Change, AdminApi.Key];

    public override AdminAnswer Answer => AdminAnswer.Json(KeyringAnswerJson.Default.KeyringReport);

    public override async Task HandleAsync(OssContext context)
    {
        var change = context.Target[AdminApi.Change];
        try
        {
            var report = await KeyringChanges.ApplyAsync(
                context.Engine,
                change,
                context.Target[AdminApi.Key],
                context.Aborted
            );
            context.Http.Response.ContentType = "application/json";
            await AnswerBody.WriteAsync(context, KeyringAnswer.Write(report));
        }
        catch (Exception e) when (e is ArgumentException or KeyringException)
        {
            throw new OssException(AdminErrors.KeyringUnchanged, "Reason", e.Message);
        }
    }
}

/// <summary>What can be done to a keyring, by the words of the command and the admin API.</summary>
public static class KeyringChanges
{
    /// <summary>Makes a key of a name.</summary>
    public const string Create = "create";

    /// <summary>Adds a master key to a name, or to the server's own.</summary>
    public const string Rotate = "rotate";

    /// <summary>Lets a name be used.</summary>
    public const string Enable = "enable";

    /// <summary>Keeps a name from being used.</summary>
    public const string Disable = "disable";

    /// <summary>Wraps anew whatever a master key of before has wrapped.</summary>
    public const string Rewrap = "rewrap";

    /// <summary>Takes out a master key that nothing needs any more.</summary>
    public const string Retire = "retire";

    /// <summary>The same, and ends the sessions of roles whose tokens it has sealed.</summary>
    public const string RetireNow = "retire-now";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Create, Rotate, Enable, Disable, Rewrap, Retire, RetireNow];

    /// <summary>Makes a change, or none where it is null, and gives what is in the keyring then.</summary>
    /// <exception cref="ArgumentException">There is no such change, or no such key, it needs the name of one, or it cannot be made now.</exception>
    /// <exception cref="KeyringException">The store has a keyring, and it is not at hand.</exception>
    public static async ValueTask<KeyringReport> ApplyAsync(
        OssaEngine engine,
        string? change,
        string? name,
        CancellationToken cancellationToken
    ) =>
        (change, name) is (Rewrap, null)
            ? await RewrapAsync(engine, cancellationToken)
            : new KeyringReport(await ChangeAsync(engine, change, name, cancellationToken));

    private static async ValueTask<IReadOnlyList<KeyDescription>> ChangeAsync(
        OssaEngine engine,
        string? change,
        string? name,
        CancellationToken cancellationToken
    )
    {
        var keyring = engine.Keyring;
        return (change, name) switch
        {
            (null, null) => await keyring.ListAsync(cancellationToken),
            (Rotate, _) => await keyring.RotateAsync(name, cancellationToken),
            (Create or Enable or Disable, null) => throw new ArgumentException($"To {change} a key takes its name."),
            (Create, _) => await keyring.CreateAsync(name, cancellationToken),
            (Enable, _) => await keyring.EnableAsync(name, enabled: true, cancellationToken),
            (Disable, _) => await keyring.EnableAsync(name, enabled: false, cancellationToken),
            (Rewrap, _) => throw new ArgumentException("A rewrap goes over all keys, and takes no name."),
            (Retire or RetireNow, null) => throw new ArgumentException("To retire a master key takes its id."),
            (Retire or RetireNow, _) => await engine.Rewrapper.RetireAsync(
                name,
                change == RetireNow,
                cancellationToken
            ),
            _ => throw new ArgumentException($"A keyring knows {string.Join(", ", All)}, and not '{change}'."),
        };
    }

    private static async ValueTask<KeyringReport> RewrapAsync(OssaEngine engine, CancellationToken cancellationToken)
    {
        var figures = await engine.Rewrapper.RewrapAsync(cancellationToken);
        return figures.Failed == 0
            ? new KeyringReport(await engine.Keyring.ListAsync(cancellationToken))
            {
                RecordsRead = figures.Read,
                RecordsRewrapped = figures.Rewrapped,
            }
            : throw new ArgumentException(
                $"Of {figures.Read} records {figures.Failed} are damaged and stay as they are: 'ossa fsck' names them."
            );
    }
}

/// <summary>What the answer about a keyring says, in JSON.</summary>
public static class KeyringAnswer
{
    internal static byte[] Write(KeyringReport report) =>
        JsonSerializer.SerializeToUtf8Bytes(report, KeyringAnswerJson.Default.KeyringReport);

    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static KeyringReport Read(ReadOnlySpan<byte> answer) =>
        JsonSerializer.Deserialize(answer, KeyringAnswerJson.Default.KeyringReport)
        ?? throw new JsonException("The answer says nothing.");
}

[JsonSerializable(typeof(KeyringReport))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class KeyringAnswerJson : JsonSerializerContext;
