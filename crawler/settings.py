"""Settings of the Scrapy project; `pressfacts crawl` adds the run, the proxy and the log file."""

from crawler.fetching.keeping import MOST_REDIRECTS

BOT_NAME = "pressfacts"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"

# Nothing listens, nothing but http(s) is spoken, certificates are checked.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "crawler.fetching.handler.PoliteHandler",
    "https": "crawler.fetching.handler.PoliteHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
DOWNLOAD_VERIFY_CERTIFICATES = True
TWISTED_DNS_RESOLVER = "crawler.fetching.addresses.CheckedResolver"
PRESSFACTS_PROXY = None
PRESSFACTS_RUN = None

# Limits of one answer: bytes as sent, seconds, redirects. Decoded: crawler/decode.py.
# What exceeds them is archived cut; Scrapy's own limits would throw away what came.
PRESSFACTS_ANSWER_BYTES = 10 * 1024 * 1024
PRESSFACTS_ANSWER_SECONDS = 25.0
# Limits of a run: bytes of a source as sent, bytes left free on the disk.
PRESSFACTS_SOURCE_BYTES = 2 * 1024**3
PRESSFACTS_FREE_BYTES = 1024**3
DOWNLOAD_MAXSIZE = 0
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_FAIL_ON_DATALOSS = False
DOWNLOAD_TIMEOUT = 30
REDIRECT_MAX_TIMES = MOST_REDIRECTS
RETRY_TIMES = 2
RETRY_EXCEPTIONS = [
    "scrapy.exceptions.DownloadConnectionRefusedError",
    "scrapy.exceptions.DownloadFailedError",
    "scrapy.exceptions.DownloadTimeoutError",
    "scrapy.exceptions.ResponseDataLossError",
    "twisted.internet.error.ConnectError",
]

# One connection a host; the pause between requests is kept by crawler/fetching/turns.py.
CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
# Spiders yield requests only; Scrapy would start this many workers (100) for every answer.
CONCURRENT_ITEMS = 1
DOWNLOAD_DELAY = 0
DUPEFILTER_CLASS = "crawler.fetching.repeated.RepeatedFilter"
# First come, first served: spiders hand out the newest first.
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"

DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "vi,ms,id,en;q=0.5",
}
# Nothing runs but what stands here: Scrapy's own lists would load four web clients and
# servers at every start, and ask every answer more than is wanted to know.
ROBOTSTXT_OBEY = False
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": 50}
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "crawler.fetching.manners.OwnHostsMiddleware": 50,
    "crawler.fetching.manners.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "crawler.decode.DecodeMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "crawler.fetching.manners.HostCookiesMiddleware": 700,
    "crawler.fetching.archive.ConditionalMiddleware": 800,
    # The nearest to the network.
    "crawler.fetching.archive.ArchiveMiddleware": 950,
}
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.logstats.LogStats": 0,
}
LOG_LEVEL = "INFO"
