using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Ossa.Server.Hosting;

/// <summary>Takes the services down that Kestrel registers with a host. Their types are its own, so that nobody else can name them.</summary>
internal sealed class KestrelServices(IServiceCollection services) : IWebHostBuilder
{
    public IWebHostBuilder ConfigureServices(Action<IServiceCollection> configureServices)
    {
        configureServices(services);
        return this;
    }

    public IWebHostBuilder ConfigureServices(Action<WebHostBuilderContext, IServiceCollection> configureServices) =>
        throw NoHost();

    public IWebHostBuilder ConfigureAppConfiguration(
        Action<WebHostBuilderContext, IConfigurationBuilder> configureDelegate
    ) => throw NoHost();

    public IWebHostBuilder UseSetting(string key, string? value) => throw NoHost();

    public string? GetSetting(string key) => throw NoHost();

#pragma warning disable ASPDEPR008 // The interface has this member, whatever became of the type.
    public IWebHost Build() => throw NoHost();
#pragma warning restore ASPDEPR008

    private static NotSupportedException NoHost() => new("There is no host that this would be for.");
}
