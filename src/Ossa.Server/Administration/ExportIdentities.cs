using Microsoft.AspNetCore.Http;
using Ossa.Engine.Encryption;
using Ossa.Protocol.Errors;
using Ossa.Server.Pages;
using Ossa.Server.Road;
using Ossa.Server.Writing;

namespace Ossa.Server.Administration;

/// <summary>
/// <c>GET identity</c>: all users, groups, roles and policies as one file, with the secrets of access keys only where they are asked for, and where nobody on the way can read them.
/// </summary>
internal sealed class ExportIdentities : AdminOperation
{
    public override string Name => "AdminExportIdentities";

    public override string Summary => "Tells all users, groups, roles and policies as one document.";

    public override string Method => HttpMethods.Get;

    public override string Path => AdminApi.Identity;

    public override IReadOnlyList<string> Parameters => [AdminApi.Secrets];

    public override AdminAnswer Answer => AdminAnswer.Json(IdentityFileJson.Default.IdentityDocument);

    public override bool IsForAccounts => true;

    public override async Task HandleAsync(OssContext context)
    {
        var withSecrets = context.Target.Has(AdminApi.Secrets);
        if (withSecrets && !context.Client.IsSecure && !Vicinity.IsFromHere(context.Http))
        {
            throw new OssException(AdminErrors.SecretsOverPlainHttp);
        }

        try
        {
            var document = await context.Identities.ExportAsync(withSecrets, context.Aborted);
            context.Http.Response.ContentType = "application/json";
            context.Http.Response.Headers.CacheControl = "no-store";
            await AnswerBody.WriteAsync(context, IdentityFile.Write(document));
        }
        catch (Exception e) when (withSecrets && e is InvalidDataException or KeyringException)
        {
            throw new OssException(AdminErrors.SecretsDoNotOpen, "Reason", e.Message);
        }
    }
}
