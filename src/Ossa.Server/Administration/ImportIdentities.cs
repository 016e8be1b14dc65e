using System.Security.Cryptography;
using System.Text.Json.Serialization.Metadata;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Server.Reading;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>POST identity</c>: takes users, groups, roles and policies in, all of them or none. The document is the body, and its hash stands in the
/// query, so that the signature covers it.
/// </summary>
internal sealed class ImportIdentities : AdminOperation
{
    public override string Name => "AdminImportIdentities";

    public override string Summary =>
        "Makes what a document has and the server lacks; nothing at all where something stands in the way.";

    public override string Path => AdminApi.Identity;

    public override IReadOnlyList<string> Parameters => [AdminApi.Sha256, AdminApi.DryRun];

    public override IReadOnlyList<string> RequiredParameters => [AdminApi.Sha256];

    public override JsonTypeInfo? Body => IdentityFileJson.Default.IdentityDocument;

    public override AdminAnswer Answer => AdminAnswer.Json(IdentityJson.Default.IdentityImportReport);

    public override bool IsForAccounts => true;

    public override async Task HandleAsync(OssContext context)
    {
        using var body = new RequestBody(context);
        var file = (await body.ReadDocumentAsync(IdentityFile.MaxBytes, AdminErrors.DocumentTooLarge)).ToArray();
        if (Convert.ToHexStringLower(SHA256.HashData(file)) != context.Target[AdminApi.Sha256])
        {
            throw new OssException(AdminErrors.WrongBody);
        }

        try
        {
            var report = await context.Identities.ImportAsync(
                IdentityFile.Read(file),
                context.Target.Has(AdminApi.DryRun),
                context.Aborted
            );
            context.Http.Response.ContentType = "application/json";
            await AnswerBody.WriteAsync(
                context,
                System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(report, IdentityJson.Default.IdentityImportReport)
            );
        }
        catch (FormatException e)
        {
            throw new OssException(AdminErrors.MalformedDocument, "Reason", e.Message);
        }
        catch (Exception e) when (e is InvalidDataException or KeyringException)
        {
            throw new OssException(AdminErrors.SecretsDoNotOpen, "Reason", e.Message);
        }
    }
}
