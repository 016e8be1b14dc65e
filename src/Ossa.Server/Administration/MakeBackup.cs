using System.Text.Json;
using System.Text.Json.Serialization;
using Ossa.Engine;
using Ossa.Protocol.Errors;
using Ossa.Server.Pages;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>POST backup</c>: copies the store as it is at one moment into a new directory, while requests go on. It writes to the server's disk,
/// so it must be asked for on the server's machine: a root key that is used from afar shall reach what is stored, and no more.
/// </summary>
internal sealed class MakeBackup : AdminOperation
{
    public override string Name => "AdminBackup";

    public override string Summary =>
        "Copies the store into a new directory on the server's machine, where it must be asked for.";

    public override string Path => AdminApi.Backup;

    public override IReadOnlyList<string> Parameters => [AdminApi.Directory];

    public override IReadOnlyList<string> RequiredParameters => [AdminApi.Directory];

    public override AdminAnswer Answer => AdminAnswer.Json(BackupAnswerJson.Default.EngineBackup);

    public override async Task HandleAsync(OssContext context)
    {
        if (!Vicinity.IsFromHere(context.Http))
        {
            throw new OssException(AdminErrors.NotFromHere);
        }

        var directory = context.Target[AdminApi.Directory] ?? "";
        if (!System.IO.Path.IsPathFullyQualified(directory) || directory.Contains('\0'))
        {
            throw new OssException(AdminErrors.BackupDirectoryNotAbsolute, "Directory", directory);
        }

        var backup = await BackUpAsync(context, directory) ?? throw new OssException(AdminErrors.NothingToBackUp);
        context.Http.Response.ContentType = "application/json";
        await AnswerBody.WriteAsync(context, BackupAnswer.Write(backup));
    }

    /// <summary>What stands in the way of a backup is for its owner to know: the directory is there already, or may not be written.</summary>
    private static async Task<EngineBackup?> BackUpAsync(OssContext context, string directory)
    {
        try
        {
            return await context.Engine.BackUpAsync(directory, context.Aborted);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && StorageFailures.Explain(e) is null)
        {
            throw new OssException(AdminErrors.BackupFailed, "Reason", e.Message);
        }
    }
}

/// <summary>What the answer to a backup says, in JSON.</summary>
public static class BackupAnswer
{
    internal static byte[] Write(EngineBackup backup) =>
        JsonSerializer.SerializeToUtf8Bytes(backup, BackupAnswerJson.Default.EngineBackup);

    /// <summary>Reads an answer.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static EngineBackup Read(ReadOnlySpan<byte> answer) =>
        JsonSerializer.Deserialize(answer, BackupAnswerJson.Default.EngineBackup)
        ?? throw new JsonException("The answer says nothing.");
}

[JsonSerializable(typeof(EngineBackup))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class BackupAnswerJson : JsonSerializerContext;
