<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ja" sourcelanguage="en">
<context>
    <name>engine</name>
    <message>
        <source>name</source>
        <comment>name</comment>
        <translation>名前</translation>
    </message>
    <message>
        <source>published</source>
        <comment>published</comment>
        <translation>公表値</translation>
    </message>
    <message>
        <source>engine</source>
        <comment>simulation.engine</comment>
        <translation>エンジン</translation>
    </message>
    <message>
        <source>compare</source>
        <comment>economics.compare</comment>
        <translation>比較対象</translation>
    </message>
    <message>
        <source>preset</source>
        <comment>model.preset</comment>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>huggingface</source>
        <comment>model.huggingface</comment>
        <translation>Hugging Face</translation>
    </message>
    <message>
        <source>megatron args</source>
        <comment>import.megatron_args</comment>
        <translation>Megatron の引数</translation>
    </message>
    <message>
        <source>deepspeed</source>
        <comment>import.deepspeed</comment>
        <translation>DeepSpeed</translation>
    </message>
    <message>
        <source>server</source>
        <comment>cluster.server</comment>
        <translation>サーバ</translation>
    </message>
    <message>
        <source>accelerator</source>
        <comment>cluster.accelerator</comment>
        <translation>アクセラレータ</translation>
    </message>
    <message>
        <source>fabric</source>
        <comment>cluster.fabric</comment>
        <translation>ファブリック</translation>
    </message>
    <message>
        <source>stack</source>
        <comment>software.stack</comment>
        <translation>スタック</translation>
    </message>
    <message>
        <source>preset</source>
        <comment>site.preset</comment>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>preset</source>
        <comment>cooling.preset</comment>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>preset</source>
        <comment>campaign.preset</comment>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>preset</source>
        <comment>economics.preset</comment>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>preset</source>
        <comment>equivalents.preset</comment>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>preset</source>
        <comment>scaling_law.preset</comment>
        <translation>プリセット</translation>
    </message>
    <message>
        <source>servers</source>
        <comment>cluster.servers</comment>
        <translation>サーバ台数</translation>
    </message>
    <message>
        <source>price of the servers</source>
        <translation>サーバの購入費</translation>
    </message>
    <message>
        <source>gpus</source>
        <comment>cluster.gpus</comment>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>architecture</source>
        <comment>model.architecture</comment>
        <translation>アーキテクチャ</translation>
    </message>
    <message>
        <source>layers</source>
        <comment>model.layers</comment>
        <translation>層数</translation>
    </message>
    <message>
        <source>decoder layers</source>
        <comment>model.decoder_layers</comment>
        <translation>デコーダ層数</translation>
    </message>
    <message>
        <source>hidden</source>
        <comment>model.hidden</comment>
        <translation>隠れ次元</translation>
    </message>
    <message>
        <source>heads</source>
        <comment>model.heads</comment>
        <translation>ヘッド数</translation>
    </message>
    <message>
        <source>kv heads</source>
        <comment>model.kv_heads</comment>
        <translation>KV ヘッド数</translation>
    </message>
    <message>
        <source>head size</source>
        <comment>model.head_size</comment>
        <translation>ヘッド次元</translation>
    </message>
    <message>
        <source>value head size</source>
        <comment>model.value_head_size</comment>
        <translation>バリューのヘッド次元</translation>
    </message>
    <message>
        <source>kv lora rank</source>
        <comment>model.kv_lora_rank</comment>
        <translation>KV LoRA ランク</translation>
    </message>
    <message>
        <source>q lora rank</source>
        <comment>model.q_lora_rank</comment>
        <translation>Q LoRA ランク</translation>
    </message>
    <message>
        <source>rope head size</source>
        <comment>model.rope_head_size</comment>
        <translation>RoPE のヘッド次元</translation>
    </message>
    <message>
        <source>ffn hidden</source>
        <comment>model.ffn_hidden</comment>
        <translation>FFN 中間次元</translation>
    </message>
    <message>
        <source>gated ffn</source>
        <comment>model.gated_ffn</comment>
        <translation>ゲート付き FFN</translation>
    </message>
    <message>
        <source>vocab</source>
        <comment>model.vocab</comment>
        <translation>語彙数</translation>
    </message>
    <message>
        <source>embedding size</source>
        <comment>model.embedding_size</comment>
        <translation>埋め込み次元</translation>
    </message>
    <message>
        <source>tied embeddings</source>
        <comment>model.tied_embeddings</comment>
        <translation>埋め込みの共有</translation>
    </message>
    <message>
        <source>biases</source>
        <comment>model.biases</comment>
        <translation>バイアス</translation>
    </message>
    <message>
        <source>qkv biases</source>
        <comment>model.qkv_biases</comment>
        <translation>QKV のバイアス</translation>
    </message>
    <message>
        <source>ffn biases</source>
        <comment>model.ffn_biases</comment>
        <translation>FFN のバイアス</translation>
    </message>
    <message>
        <source>qk norm</source>
        <comment>model.qk_norm</comment>
        <translation>QK 正規化</translation>
    </message>
    <message>
        <source>parallel ffn</source>
        <comment>model.parallel_ffn</comment>
        <translation>並列 FFN</translation>
    </message>
    <message>
        <source>layer norms</source>
        <comment>model.layer_norms</comment>
        <translation>層の正規化数</translation>
    </message>
    <message>
        <source>dropout</source>
        <comment>model.dropout</comment>
        <translation>ドロップアウト</translation>
    </message>
    <message>
        <source>normalization</source>
        <comment>model.normalization</comment>
        <translation>正規化</translation>
    </message>
    <message>
        <source>embedding norm</source>
        <comment>model.embedding_norm</comment>
        <translation>埋め込みの正規化</translation>
    </message>
    <message>
        <source>final norm</source>
        <comment>model.final_norm</comment>
        <translation>最終の正規化</translation>
    </message>
    <message>
        <source>token types</source>
        <comment>model.token_types</comment>
        <translation>トークン種別</translation>
    </message>
    <message>
        <source>pooler</source>
        <comment>model.pooler</comment>
        <translation>プーラー</translation>
    </message>
    <message>
        <source>positions</source>
        <comment>model.positions</comment>
        <translation>位置表現</translation>
    </message>
    <message>
        <source>max positions</source>
        <comment>model.max_positions</comment>
        <translation>最大位置数</translation>
    </message>
    <message>
        <source>experts</source>
        <comment>model.experts</comment>
        <translation>エキスパート数</translation>
    </message>
    <message>
        <source>experts per token</source>
        <comment>model.experts_per_token</comment>
        <translation>トークン当たりの選択数</translation>
    </message>
    <message>
        <source>shared experts</source>
        <comment>model.shared_experts</comment>
        <translation>共有エキスパート数</translation>
    </message>
    <message>
        <source>expert hidden</source>
        <comment>model.expert_hidden</comment>
        <translation>エキスパート中間次元</translation>
    </message>
    <message>
        <source>gated experts</source>
        <comment>model.gated_experts</comment>
        <translation>ゲート付きエキスパート</translation>
    </message>
    <message>
        <source>dense layers</source>
        <comment>model.dense_layers</comment>
        <translation>先頭の密な層数</translation>
    </message>
    <message>
        <source>expert interval</source>
        <comment>model.expert_interval</comment>
        <translation>エキスパート層の間隔</translation>
    </message>
    <message>
        <source>published parameters</source>
        <comment>model.published_parameters</comment>
        <translation>公表パラメータ数</translation>
    </message>
    <message>
        <source>published active parameters</source>
        <comment>model.published_active_parameters</comment>
        <translation>公表アクティブ数</translation>
    </message>
    <message>
        <source>published tolerance</source>
        <comment>model.published_tolerance</comment>
        <translation>公表値との許容差</translation>
    </message>
    <message>
        <source>published note</source>
        <comment>model.published_note</comment>
        <translation>公表値の注記</translation>
    </message>
    <message>
        <source>name</source>
        <comment>accelerator.name</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>compute units</source>
        <comment>accelerator.compute_units</comment>
        <translation>演算ユニット数</translation>
    </message>
    <message>
        <source>peak fp32 tflops</source>
        <comment>accelerator.peak_fp32_tflops</comment>
        <translation>fp32 ピーク</translation>
    </message>
    <message>
        <source>peak tf32 tflops</source>
        <comment>accelerator.peak_tf32_tflops</comment>
        <translation>TF32 ピーク</translation>
    </message>
    <message>
        <source>peak fp16 tflops</source>
        <comment>accelerator.peak_fp16_tflops</comment>
        <translation>fp16 ピーク</translation>
    </message>
    <message>
        <source>peak bf16 tflops</source>
        <comment>accelerator.peak_bf16_tflops</comment>
        <translation>bf16 ピーク</translation>
    </message>
    <message>
        <source>peak fp8 tflops</source>
        <comment>accelerator.peak_fp8_tflops</comment>
        <translation>fp8 ピーク</translation>
    </message>
    <message>
        <source>peak fp4 tflops</source>
        <comment>accelerator.peak_fp4_tflops</comment>
        <translation>fp4 ピーク</translation>
    </message>
    <message>
        <source>peak int8 tops</source>
        <comment>accelerator.peak_int8_tops</comment>
        <translation>int8 ピーク</translation>
    </message>
    <message>
        <source>sparse fp16 tflops</source>
        <comment>accelerator.sparse_fp16_tflops</comment>
        <translation>疎 fp16 ピーク</translation>
    </message>
    <message>
        <source>boost clock mhz</source>
        <comment>accelerator.boost_clock_mhz</comment>
        <translation>ブーストクロック</translation>
    </message>
    <message>
        <source>flops per clock per unit</source>
        <comment>accelerator.flops_per_clock_per_unit</comment>
        <translation>クロック当たり FLOP</translation>
    </message>
    <message>
        <source>memory gib</source>
        <comment>accelerator.memory_gib</comment>
        <translation>メモリ</translation>
    </message>
    <message>
        <source>memory bandwidth gb per s</source>
        <comment>accelerator.memory_bandwidth_gb_per_s</comment>
        <translation>メモリ帯域</translation>
    </message>
    <message>
        <source>tdp w</source>
        <comment>accelerator.tdp_w</comment>
        <translation>TDP</translation>
    </message>
    <message>
        <source>links</source>
        <comment>accelerator.links</comment>
        <translation>リンク数</translation>
    </message>
    <message>
        <source>link gb per s</source>
        <comment>accelerator.link_gb_per_s</comment>
        <translation>リンク速度</translation>
    </message>
    <message>
        <source>launched</source>
        <comment>accelerator.launched</comment>
        <translation>発表時期</translation>
    </message>
    <message>
        <source>price usd</source>
        <comment>accelerator.price_usd</comment>
        <translation>価格</translation>
    </message>
    <message>
        <source>wave efficiency</source>
        <comment>accelerator.wave_efficiency</comment>
        <translation>ウェーブ効率</translation>
    </message>
    <message>
        <source>power efficiency</source>
        <comment>accelerator.power_efficiency</comment>
        <translation>電力制限下の効率</translation>
    </message>
    <message>
        <source>sustained efficiency</source>
        <comment>accelerator.sustained_efficiency</comment>
        <translation>持続時の効率</translation>
    </message>
    <message>
        <source>wave overhead us</source>
        <comment>accelerator.wave_overhead_us</comment>
        <translation>ウェーブのオーバーヘッド</translation>
    </message>
    <message>
        <source>tile 128 rate</source>
        <comment>accelerator.tile_128_rate</comment>
        <translation>128 タイルの速度比</translation>
    </message>
    <message>
        <source>tile 64 rate</source>
        <comment>accelerator.tile_64_rate</comment>
        <translation>64 タイルの速度比</translation>
    </message>
    <message>
        <source>accumulate derate</source>
        <comment>accelerator.accumulate_derate</comment>
        <translation>累積時の電力低減</translation>
    </message>
    <message>
        <source>launch gap us</source>
        <comment>accelerator.launch_gap_us</comment>
        <translation>起動間隔</translation>
    </message>
    <message>
        <source>memory efficiency</source>
        <comment>accelerator.memory_efficiency</comment>
        <translation>メモリ効率</translation>
    </message>
    <message>
        <source>sparse speedup</source>
        <comment>accelerator.sparse_speedup</comment>
        <translation>疎行列の高速化率</translation>
    </message>
    <message>
        <source>eight bit read rate</source>
        <comment>accelerator.eight_bit_read_rate</comment>
        <translation>8 ビット重みの読み出し率</translation>
    </message>
    <message>
        <source>four bit read rate</source>
        <comment>accelerator.four_bit_read_rate</comment>
        <translation>4 ビット重みの読み出し率</translation>
    </message>
    <message>
        <source>flash forward efficiency</source>
        <comment>accelerator.flash_forward_efficiency</comment>
        <translation>Flash 順伝播の効率</translation>
    </message>
    <message>
        <source>flash backward efficiency</source>
        <comment>accelerator.flash_backward_efficiency</comment>
        <translation>Flash 逆伝播の効率</translation>
    </message>
    <message>
        <source>flash scores per us</source>
        <comment>accelerator.flash_scores_per_us</comment>
        <translation>Flash スコア処理速度</translation>
    </message>
    <message>
        <source>flash large head rate</source>
        <comment>accelerator.flash_large_head_rate</comment>
        <translation>Flash 大ヘッドの速度比</translation>
    </message>
    <message>
        <source>flash padded head rate</source>
        <comment>accelerator.flash_padded_head_rate</comment>
        <translation>Flash 他ヘッド速度比</translation>
    </message>
    <message>
        <source>flash forward prologue</source>
        <comment>accelerator.flash_forward_prologue</comment>
        <translation>Flash 順伝播の前処理</translation>
    </message>
    <message>
        <source>flash backward prologue</source>
        <comment>accelerator.flash_backward_prologue</comment>
        <translation>Flash 逆伝播の前処理</translation>
    </message>
    <message>
        <source>flash latency us</source>
        <comment>accelerator.flash_latency_us</comment>
        <translation>Flash レイテンシ</translation>
    </message>
    <message>
        <source>flash1 rate</source>
        <comment>accelerator.flash1_rate</comment>
        <translation>Flash1 の速度比</translation>
    </message>
    <message>
        <source>flash3 rate</source>
        <comment>accelerator.flash3_rate</comment>
        <translation>Flash3 の速度比</translation>
    </message>
    <message>
        <source>fused activation</source>
        <comment>accelerator.fused_activation</comment>
        <translation>融合活性化関数</translation>
    </message>
    <message>
        <source>fused residual</source>
        <comment>accelerator.fused_residual</comment>
        <translation>融合残差加算</translation>
    </message>
    <message>
        <source>fused softmax</source>
        <comment>accelerator.fused_softmax</comment>
        <translation>融合ソフトマックス</translation>
    </message>
    <message>
        <source>eager norm</source>
        <comment>accelerator.eager_norm</comment>
        <translation>非融合の正規化</translation>
    </message>
    <message>
        <source>eager softmax</source>
        <comment>accelerator.eager_softmax</comment>
        <translation>非融合のソフトマックス</translation>
    </message>
    <message>
        <source>eager rotary</source>
        <comment>accelerator.eager_rotary</comment>
        <translation>非融合の回転位置</translation>
    </message>
    <message>
        <source>eager embedding</source>
        <comment>accelerator.eager_embedding</comment>
        <translation>非融合の埋め込み</translation>
    </message>
    <message>
        <source>eager cross entropy</source>
        <comment>accelerator.eager_cross_entropy</comment>
        <translation>非融合の交差エントロピー</translation>
    </message>
    <message>
        <source>eager optimizer</source>
        <comment>accelerator.eager_optimizer</comment>
        <translation>非融合のオプティマイザ</translation>
    </message>
    <message>
        <source>power cap w</source>
        <comment>accelerator.power_cap_w</comment>
        <translation>電力キャップ</translation>
    </message>
    <message>
        <source>power cap shares</source>
        <comment>accelerator.power_cap_shares</comment>
        <translation>電力キャップの割合</translation>
    </message>
    <message>
        <source>power cap rates</source>
        <comment>accelerator.power_cap_rates</comment>
        <translation>電力キャップ時の速度比</translation>
    </message>
    <message>
        <source>idle w</source>
        <comment>accelerator.idle_w</comment>
        <translation>アイドル電力</translation>
    </message>
    <message>
        <source>waiting w</source>
        <comment>accelerator.waiting_w</comment>
        <translation>待機電力</translation>
    </message>
    <message>
        <source>communicating w</source>
        <comment>accelerator.communicating_w</comment>
        <translation>通信時電力</translation>
    </message>
    <message>
        <source>streaming w</source>
        <comment>accelerator.streaming_w</comment>
        <translation>ストリーミング電力</translation>
    </message>
    <message>
        <source>computing w</source>
        <comment>accelerator.computing_w</comment>
        <translation>演算電力</translation>
    </message>
    <message>
        <source>embodied kg</source>
        <comment>accelerator.embodied_kg</comment>
        <translation>製造時 CO2</translation>
    </message>
    <message>
        <source>name</source>
        <comment>server.name</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>accelerators</source>
        <comment>server.accelerators</comment>
        <translation>アクセラレータ数</translation>
    </message>
    <message>
        <source>memory label gb</source>
        <comment>server.memory_label_gb</comment>
        <translation>メモリ公称値</translation>
    </message>
    <message>
        <source>scaleup topology</source>
        <comment>server.scaleup_topology</comment>
        <translation>スケールアップ構成</translation>
    </message>
    <message>
        <source>scaleup gb per s</source>
        <comment>server.scaleup_gb_per_s</comment>
        <translation>スケールアップ帯域</translation>
    </message>
    <message>
        <source>links</source>
        <comment>server.links</comment>
        <translation>リンク数</translation>
    </message>
    <message>
        <source>scaleup ranks</source>
        <comment>server.scaleup_ranks</comment>
        <translation>集団通信のランク数</translation>
    </message>
    <message>
        <source>all reduce latency us</source>
        <comment>server.all_reduce_latency_us</comment>
        <translation>all-reduce レイテンシ</translation>
    </message>
    <message>
        <source>all reduce bus gb per s</source>
        <comment>server.all_reduce_bus_gb_per_s</comment>
        <translation>all-reduce バス帯域</translation>
    </message>
    <message>
        <source>hop latency us</source>
        <comment>server.hop_latency_us</comment>
        <translation>ホップレイテンシ</translation>
    </message>
    <message>
        <source>gather latency share</source>
        <comment>server.gather_latency_share</comment>
        <translation>gather レイテンシ比</translation>
    </message>
    <message>
        <source>gather bandwidth share</source>
        <comment>server.gather_bandwidth_share</comment>
        <translation>gather 帯域比</translation>
    </message>
    <message>
        <source>small message latency share</source>
        <comment>server.small_message_latency_share</comment>
        <translation>小メッセージ遅延比</translation>
    </message>
    <message>
        <source>small message bandwidth share</source>
        <comment>server.small_message_bandwidth_share</comment>
        <translation>小メッセージ帯域比</translation>
    </message>
    <message>
        <source>point to point gb per s</source>
        <comment>server.point_to_point_gb_per_s</comment>
        <translation>1対1通信の帯域</translation>
    </message>
    <message>
        <source>interference</source>
        <comment>server.interference</comment>
        <translation>干渉</translation>
    </message>
    <message>
        <source>nics</source>
        <comment>server.nics</comment>
        <translation>NIC 数</translation>
    </message>
    <message>
        <source>nic gbit per s</source>
        <comment>server.nic_gbit_per_s</comment>
        <translation>NIC 速度</translation>
    </message>
    <message>
        <source>nic total gbit per s</source>
        <comment>server.nic_total_gbit_per_s</comment>
        <translation>NIC 合計速度</translation>
    </message>
    <message>
        <source>host memory gib</source>
        <comment>server.host_memory_gib</comment>
        <translation>ホストメモリ</translation>
    </message>
    <message>
        <source>host link gb per s</source>
        <comment>server.host_link_gb_per_s</comment>
        <translation>ホストリンク帯域</translation>
    </message>
    <message>
        <source>host links gb per s</source>
        <comment>server.host_links_gb_per_s</comment>
        <translation>ホストリンク合計帯域</translation>
    </message>
    <message>
        <source>host updates per us</source>
        <comment>server.host_updates_per_us</comment>
        <translation>ホストの更新速度</translation>
    </message>
    <message>
        <source>nvme gb</source>
        <comment>server.nvme_gb</comment>
        <translation>NVMe 容量</translation>
    </message>
    <message>
        <source>nvme read gb per s</source>
        <comment>server.nvme_read_gb_per_s</comment>
        <translation>NVMe 読み出し</translation>
    </message>
    <message>
        <source>nvme write gb per s</source>
        <comment>server.nvme_write_gb_per_s</comment>
        <translation>NVMe 書き込み</translation>
    </message>
    <message>
        <source>max power kw</source>
        <comment>server.max_power_kw</comment>
        <translation>最大電力</translation>
    </message>
    <message>
        <source>base power kw</source>
        <comment>server.base_power_kw</comment>
        <translation>基礎電力</translation>
    </message>
    <message>
        <source>fan share</source>
        <comment>server.fan_share</comment>
        <translation>ファンの割合</translation>
    </message>
    <message>
        <source>psu efficiency</source>
        <comment>server.psu_efficiency</comment>
        <translation>電源効率</translation>
    </message>
    <message>
        <source>price usd</source>
        <comment>server.price_usd</comment>
        <translation>価格</translation>
    </message>
    <message>
        <source>nics in price</source>
        <comment>server.nics_in_price</comment>
        <translation>価格に NIC を含む</translation>
    </message>
    <message>
        <source>embodied kg</source>
        <comment>server.embodied_kg</comment>
        <translation>製造時 CO2</translation>
    </message>
    <message>
        <source>name</source>
        <comment>fabric.name</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>topology</source>
        <comment>fabric.topology</comment>
        <translation>トポロジ</translation>
    </message>
    <message>
        <source>routing</source>
        <comment>fabric.routing</comment>
        <translation>ルーティング</translation>
    </message>
    <message>
        <source>tiers</source>
        <comment>fabric.tiers</comment>
        <translation>段数</translation>
    </message>
    <message>
        <source>torus</source>
        <comment>fabric.torus</comment>
        <translation>トーラス</translation>
    </message>
    <message>
        <source>dragonfly</source>
        <comment>fabric.dragonfly</comment>
        <translation>Dragonfly</translation>
    </message>
    <message>
        <source>efficiency</source>
        <comment>fabric.efficiency</comment>
        <translation>効率</translation>
    </message>
    <message>
        <source>latency us</source>
        <comment>fabric.latency_us</comment>
        <translation>レイテンシ</translation>
    </message>
    <message>
        <source>oversubscription</source>
        <comment>fabric.oversubscription</comment>
        <translation>下り / 上り比</translation>
    </message>
    <message>
        <source>in network reduction</source>
        <comment>fabric.in_network_reduction</comment>
        <translation>網内リダクション</translation>
    </message>
    <message>
        <source>interference</source>
        <comment>fabric.interference</comment>
        <translation>干渉</translation>
    </message>
    <message>
        <source>switch ports</source>
        <comment>fabric.switch_ports</comment>
        <translation>スイッチのポート数</translation>
    </message>
    <message>
        <source>switch power w</source>
        <comment>fabric.switch_power_w</comment>
        <translation>スイッチ電力</translation>
    </message>
    <message>
        <source>optics power w</source>
        <comment>fabric.optics_power_w</comment>
        <translation>光モジュール電力</translation>
    </message>
    <message>
        <source>host copper share</source>
        <comment>fabric.host_copper_share</comment>
        <translation>銅ケーブルの割合</translation>
    </message>
    <message>
        <source>switch price usd</source>
        <comment>fabric.switch_price_usd</comment>
        <translation>スイッチ価格</translation>
    </message>
    <message>
        <source>cable price usd</source>
        <comment>fabric.cable_price_usd</comment>
        <translation>ケーブル価格</translation>
    </message>
    <message>
        <source>optics price usd</source>
        <comment>fabric.optics_price_usd</comment>
        <translation>光モジュール価格</translation>
    </message>
    <message>
        <source>copper price usd</source>
        <comment>fabric.copper_price_usd</comment>
        <translation>銅ケーブル価格</translation>
    </message>
    <message>
        <source>adapter price usd</source>
        <comment>fabric.adapter_price_usd</comment>
        <translation>アダプタ価格</translation>
    </message>
    <message>
        <source>servers per unit</source>
        <comment>fabric.servers_per_unit</comment>
        <translation>ユニット当たりサーバ数</translation>
    </message>
    <message>
        <source>ports per server</source>
        <comment>fabric.ports_per_server</comment>
        <translation>サーバ当たりポート数</translation>
    </message>
    <message>
        <source>units</source>
        <comment>fabric.units</comment>
        <translation>ユニット数</translation>
    </message>
    <message>
        <source>leaf switches</source>
        <comment>fabric.leaf_switches</comment>
        <translation>リーフスイッチ</translation>
    </message>
    <message>
        <source>spine switches</source>
        <comment>fabric.spine_switches</comment>
        <translation>スパインスイッチ</translation>
    </message>
    <message>
        <source>core switches</source>
        <comment>fabric.core_switches</comment>
        <translation>コアスイッチ</translation>
    </message>
    <message>
        <source>tensor</source>
        <comment>parallelism.tensor</comment>
        <translation>テンソル並列</translation>
    </message>
    <message>
        <source>pipeline</source>
        <comment>parallelism.pipeline</comment>
        <translation>パイプライン並列</translation>
    </message>
    <message>
        <source>data</source>
        <comment>parallelism.data</comment>
        <translation>データ並列</translation>
    </message>
    <message>
        <source>context</source>
        <comment>parallelism.context</comment>
        <translation>コンテキスト並列</translation>
    </message>
    <message>
        <source>expert</source>
        <comment>parallelism.expert</comment>
        <translation>エキスパート並列</translation>
    </message>
    <message>
        <source>pipeline</source>
        <comment>serving.pipeline</comment>
        <translation>パイプライン</translation>
    </message>
    <message>
        <source>pipeline stages of a replica, each of serving.tensor; where both are absent 1 where a server holds the model, else what costs the least a token</source>
        <translation>レプリカのパイプライン段数。各段は serving.tensor 台。両方とも省略した場合、1 台のサーバに収まれば 1、収まらなければトークンあたりの費用が最小の段数</translation>
    </message>
    <message>
        <source>expert</source>
        <comment>serving.expert</comment>
        <translation>エキスパート並列</translation>
    </message>
    <message>
        <source>ranks over which routed experts are spread, each with requests, cache and all other weights of its own (or serving.tensor of them together); 1 where absent</source>
        <translation>ルーティングされるエキスパートを分散するランク数。各ランク（serving.tensor を指定した場合はその台数ごと）が固有のリクエストとキャッシュ、およびその他すべての重みをもつ。省略時は 1</translation>
    </message>
    <message>
        <source>cached prompt share</source>
        <comment>serving.cached_prompt_share</comment>
        <translation>キャッシュ済みプロンプトの割合</translation>
    </message>
    <message>
        <source>of a prompt's tokens from its start: their keys and values are kept from requests before; 0 where absent, 1 where other machines read the prompts</source>
        <translation>プロンプトの先頭からのトークンのうち、以前のリクエストのキーと値が残っている割合。省略時は 0、別の機械がプロンプトを読む場合は 1</translation>
    </message>
    <message>
        <source>pipeline stages of a replica</source>
        <translation>レプリカのパイプライン段数</translation>
    </message>
    <message>
        <source>eager kernels</source>
        <comment>serving.eager_kernels</comment>
        <translation>イーガー実行</translation>
    </message>
    <message>
        <source>an eager framework serves, kernel by kernel from the host; as software says where absent</source>
        <translation>イーガー実行のフレームワークで推論し、ホストがカーネルを 1 つずつ発行する。省略時は software の設定</translation>
    </message>
    <message>
        <source>micro batch</source>
        <comment>parallelism.micro_batch</comment>
        <translation>マイクロバッチ</translation>
    </message>
    <message>
        <source>schedule</source>
        <comment>parallelism.schedule</comment>
        <translation>スケジュール</translation>
    </message>
    <message>
        <source>virtual stages</source>
        <comment>parallelism.virtual_stages</comment>
        <translation>仮想ステージ数</translation>
    </message>
    <message>
        <source>stage layers</source>
        <comment>parallelism.stage_layers</comment>
        <translation>ステージの層数</translation>
    </message>
    <message>
        <source>sequence parallel</source>
        <comment>parallelism.sequence_parallel</comment>
        <translation>シーケンス並列</translation>
    </message>
    <message>
        <source>recompute</source>
        <comment>parallelism.recompute</comment>
        <translation>再計算</translation>
    </message>
    <message>
        <source>zero stage</source>
        <comment>parallelism.zero_stage</comment>
        <translation>ZeRO ステージ</translation>
    </message>
    <message>
        <source>offload</source>
        <comment>parallelism.offload</comment>
        <translation>オフロード</translation>
    </message>
    <message>
        <source>offload to</source>
        <comment>parallelism.offload_to</comment>
        <translation>オフロード先</translation>
    </message>
    <message>
        <source>detail</source>
        <comment>simulation.detail</comment>
        <translation>詳細度</translation>
    </message>
    <message>
        <source>seed</source>
        <comment>simulation.seed</comment>
        <translation>乱数シード</translation>
    </message>
    <message>
        <source>repeats</source>
        <comment>simulation.repeats</comment>
        <translation>反復回数</translation>
    </message>
    <message>
        <source>jitter</source>
        <comment>simulation.jitter</comment>
        <translation>ジッタ</translation>
    </message>
    <message>
        <source>speed spread</source>
        <comment>simulation.speed_spread</comment>
        <translation>速度のばらつき</translation>
    </message>
    <message>
        <source>slow gpus</source>
        <comment>simulation.slow_gpus</comment>
        <translation>遅い GPU</translation>
    </message>
    <message>
        <source>degraded links</source>
        <comment>simulation.degraded_links</comment>
        <translation>劣化リンク</translation>
    </message>
    <message>
        <source>name</source>
        <comment>software.name</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>fitted</source>
        <comment>software.fitted</comment>
        <translation>当てはめた定数</translation>
    </message>
    <message>
        <source>iteration factor</source>
        <comment>software.iteration_factor</comment>
        <translation>イテレーション係数</translation>
    </message>
    <message>
        <source>flash attention</source>
        <comment>software.flash_attention</comment>
        <translation>FlashAttention</translation>
    </message>
    <message>
        <source>fused attention</source>
        <comment>software.fused_attention</comment>
        <translation>融合アテンション</translation>
    </message>
    <message>
        <source>flash version</source>
        <comment>software.flash_version</comment>
        <translation>Flash のバージョン</translation>
    </message>
    <message>
        <source>eager kernels</source>
        <comment>software.eager_kernels</comment>
        <translation>非融合カーネル</translation>
    </message>
    <message>
        <source>attention rate</source>
        <comment>software.attention_rate</comment>
        <translation>アテンションの速度比</translation>
    </message>
    <message>
        <source>fused elementwise</source>
        <comment>software.fused_elementwise</comment>
        <translation>要素演算の融合</translation>
    </message>
    <message>
        <source>unfused factor</source>
        <comment>software.unfused_factor</comment>
        <translation>非融合時の転送係数</translation>
    </message>
    <message>
        <source>fused gradient accumulation</source>
        <comment>software.fused_gradient_accumulation</comment>
        <translation>勾配累積の融合</translation>
    </message>
    <message>
        <source>gradient bytes</source>
        <comment>software.gradient_bytes</comment>
        <translation>勾配のバイト数</translation>
    </message>
    <message>
        <source>overlap tensor backward</source>
        <comment>software.overlap_tensor_backward</comment>
        <translation>逆伝播 TP の重ね合わせ</translation>
    </message>
    <message>
        <source>overlap data</source>
        <comment>software.overlap_data</comment>
        <translation>データ並列の重ね合わせ</translation>
    </message>
    <message>
        <source>last bucket</source>
        <comment>software.last_bucket</comment>
        <translation>最終バケット</translation>
    </message>
    <message>
        <source>pipeline transfer</source>
        <comment>software.pipeline_transfer</comment>
        <translation>パイプライン転送</translation>
    </message>
    <message>
        <source>scatter gather</source>
        <comment>software.scatter_gather</comment>
        <translation>scatter-gather</translation>
    </message>
    <message>
        <source>balance stages</source>
        <comment>software.balance_stages</comment>
        <translation>ステージの均等化</translation>
    </message>
    <message>
        <source>expert permute efficiency</source>
        <comment>software.expert_permute_efficiency</comment>
        <translation>並べ替えの効率</translation>
    </message>
    <message>
        <source>expert imbalance</source>
        <comment>software.expert_imbalance</comment>
        <translation>エキスパートの偏り</translation>
    </message>
    <message>
        <source>host forward ms</source>
        <comment>software.host_forward_ms</comment>
        <translation>ホスト順伝播時間</translation>
    </message>
    <message>
        <source>host backward ms</source>
        <comment>software.host_backward_ms</comment>
        <translation>ホスト逆伝播時間</translation>
    </message>
    <message>
        <source>host tensor ms</source>
        <comment>software.host_tensor_ms</comment>
        <translation>ホスト TP 追加時間</translation>
    </message>
    <message>
        <source>host tensor pipelined ms</source>
        <comment>software.host_tensor_pipelined_ms</comment>
        <translation>同（パイプライン時）</translation>
    </message>
    <message>
        <source>host iteration ms</source>
        <comment>software.host_iteration_ms</comment>
        <translation>ホスト反復時間</translation>
    </message>
    <message>
        <source>least zero stage</source>
        <comment>software.least_zero_stage</comment>
        <translation>最小 ZeRO ステージ</translation>
    </message>
    <message>
        <source>always sequence parallel</source>
        <comment>software.always_sequence_parallel</comment>
        <translation>常にシーケンス並列</translation>
    </message>
    <message>
        <source>shard master weights</source>
        <comment>software.shard_master_weights</comment>
        <translation>マスタ重みの分割</translation>
    </message>
    <message>
        <source>memory report</source>
        <comment>software.memory_report</comment>
        <translation>メモリの報告方法</translation>
    </message>
    <message>
        <source>runtime memory gb</source>
        <comment>software.runtime_memory_gb</comment>
        <translation>実行時メモリ</translation>
    </message>
    <message>
        <source>fragmentation</source>
        <comment>software.fragmentation</comment>
        <translation>断片化</translation>
    </message>
    <message>
        <source>bucket parameters</source>
        <comment>software.bucket_parameters</comment>
        <translation>バケットのパラメータ数</translation>
    </message>
    <message>
        <source>sequence length</source>
        <comment>training.sequence_length</comment>
        <translation>系列長</translation>
    </message>
    <message>
        <source>global batch</source>
        <comment>training.global_batch</comment>
        <translation>グローバルバッチ</translation>
    </message>
    <message>
        <source>tokens</source>
        <comment>training.tokens</comment>
        <translation>トークン数</translation>
    </message>
    <message>
        <source>flops</source>
        <comment>training.flops</comment>
        <translation>総 FLOP</translation>
    </message>
    <message>
        <source>epochs</source>
        <comment>training.epochs</comment>
        <translation>エポック数</translation>
    </message>
    <message>
        <source>dataset tokens</source>
        <comment>training.dataset_tokens</comment>
        <translation>データセットのトークン数</translation>
    </message>
    <message>
        <source>batch ramp start</source>
        <comment>training.batch_ramp_start</comment>
        <translation>バッチ漸増の開始値</translation>
    </message>
    <message>
        <source>batch ramp increment</source>
        <comment>training.batch_ramp_increment</comment>
        <translation>バッチ漸増の増分</translation>
    </message>
    <message>
        <source>batch ramp tokens</source>
        <comment>training.batch_ramp_tokens</comment>
        <translation>バッチ漸増のトークン数</translation>
    </message>
    <message>
        <source>precision</source>
        <comment>training.precision</comment>
        <translation>精度</translation>
    </message>
    <message>
        <source>fit</source>
        <comment>scaling_law.fit</comment>
        <translation>当てはめ</translation>
    </message>
    <message>
        <source>form</source>
        <comment>scaling_law.form</comment>
        <translation>関数形</translation>
    </message>
    <message>
        <source>irreducible loss</source>
        <comment>scaling_law.irreducible_loss</comment>
        <translation>既約損失</translation>
    </message>
    <message>
        <source>parameter scale</source>
        <comment>scaling_law.parameter_scale</comment>
        <translation>パラメータ係数</translation>
    </message>
    <message>
        <source>parameter exponent</source>
        <comment>scaling_law.parameter_exponent</comment>
        <translation>パラメータ指数</translation>
    </message>
    <message>
        <source>token scale</source>
        <comment>scaling_law.token_scale</comment>
        <translation>トークン係数</translation>
    </message>
    <message>
        <source>token exponent</source>
        <comment>scaling_law.token_exponent</comment>
        <translation>トークン指数</translation>
    </message>
    <message>
        <source>irreducible loss error</source>
        <comment>scaling_law.irreducible_loss_error</comment>
        <translation>既約損失の誤差</translation>
    </message>
    <message>
        <source>parameter scale error</source>
        <comment>scaling_law.parameter_scale_error</comment>
        <translation>パラメータ係数の誤差</translation>
    </message>
    <message>
        <source>parameter exponent error</source>
        <comment>scaling_law.parameter_exponent_error</comment>
        <translation>パラメータ指数の誤差</translation>
    </message>
    <message>
        <source>token scale error</source>
        <comment>scaling_law.token_scale_error</comment>
        <translation>トークン係数の誤差</translation>
    </message>
    <message>
        <source>token exponent error</source>
        <comment>scaling_law.token_exponent_error</comment>
        <translation>トークン指数の誤差</translation>
    </message>
    <message>
        <source>counts embeddings</source>
        <comment>scaling_law.counts_embeddings</comment>
        <translation>埋め込みを数える</translation>
    </message>
    <message>
        <source>most passes</source>
        <comment>scaling_law.most_passes</comment>
        <translation>最大反復数</translation>
    </message>
    <message>
        <source>least weight bits</source>
        <comment>scaling_law.least_weight_bits</comment>
        <translation>重みの最小ビット数</translation>
    </message>
    <message>
        <source>of a served weight, down to which its loss holds</source>
        <translation>損失が保たれる、推論時の重みの最小ビット数</translation>
    </message>
    <message>
        <source>gpu mtbf days</source>
        <comment>campaign.gpu_mtbf_days</comment>
        <translation>GPU の MTBF</translation>
    </message>
    <message>
        <source>host mtbf days</source>
        <comment>campaign.host_mtbf_days</comment>
        <translation>ホストの MTBF</translation>
    </message>
    <message>
        <source>nic mtbf days</source>
        <comment>campaign.nic_mtbf_days</comment>
        <translation>NIC の MTBF</translation>
    </message>
    <message>
        <source>switch mtbf days</source>
        <comment>campaign.switch_mtbf_days</comment>
        <translation>スイッチの MTBF</translation>
    </message>
    <message>
        <source>software mtbf days</source>
        <comment>campaign.software_mtbf_days</comment>
        <translation>ソフトウェアの MTBF</translation>
    </message>
    <message>
        <source>server mtbf days</source>
        <comment>campaign.server_mtbf_days</comment>
        <translation>サーバの MTBF</translation>
    </message>
    <message>
        <source>failure rate factor</source>
        <comment>campaign.failure_rate_factor</comment>
        <translation>故障率の係数</translation>
    </message>
    <message>
        <source>failure shape</source>
        <comment>campaign.failure_shape</comment>
        <translation>故障の形状</translation>
    </message>
    <message>
        <source>machine age days</source>
        <comment>campaign.machine_age_days</comment>
        <translation>機械の使用日数</translation>
    </message>
    <message>
        <source>detection min</source>
        <comment>campaign.detection_min</comment>
        <translation>検知</translation>
    </message>
    <message>
        <source>restart min</source>
        <comment>campaign.restart_min</comment>
        <translation>再起動</translation>
    </message>
    <message>
        <source>checkpoint mode</source>
        <comment>campaign.checkpoint_mode</comment>
        <translation>チェックポイント方式</translation>
    </message>
    <message>
        <source>checkpoint gb per s</source>
        <comment>campaign.checkpoint_gb_per_s</comment>
        <translation>チェックポイント速度</translation>
    </message>
    <message>
        <source>load gb per s</source>
        <comment>campaign.load_gb_per_s</comment>
        <translation>読み込み速度</translation>
    </message>
    <message>
        <source>server storage gb per s</source>
        <comment>campaign.server_storage_gb_per_s</comment>
        <translation>サーバのストレージ速度</translation>
    </message>
    <message>
        <source>snapshot gb per s</source>
        <comment>campaign.snapshot_gb_per_s</comment>
        <translation>スナップショット速度</translation>
    </message>
    <message>
        <source>checkpoint interval min</source>
        <comment>campaign.checkpoint_interval_min</comment>
        <translation>チェックポイント間隔</translation>
    </message>
    <message>
        <source>spare servers</source>
        <comment>campaign.spare_servers</comment>
        <translation>予備サーバ</translation>
    </message>
    <message>
        <source>repair h</source>
        <comment>campaign.repair_h</comment>
        <translation>修理</translation>
    </message>
    <message>
        <source>startup min</source>
        <comment>campaign.startup_min</comment>
        <translation>起動</translation>
    </message>
    <message>
        <source>evaluation interval</source>
        <comment>campaign.evaluation_interval</comment>
        <translation>評価間隔</translation>
    </message>
    <message>
        <source>evaluation iterations</source>
        <comment>campaign.evaluation_iterations</comment>
        <translation>評価イテレーション数</translation>
    </message>
    <message>
        <source>spot loss per month</source>
        <comment>campaign.spot_loss_per_month</comment>
        <translation>スポット回収率</translation>
    </message>
    <message>
        <source>spot notice min</source>
        <comment>campaign.spot_notice_min</comment>
        <translation>スポット予告時間</translation>
    </message>
    <message>
        <source>name</source>
        <comment>site.name</comment>
        <translation>名称</translation>
    </message>
    <message>
        <source>electricity usd per kwh</source>
        <comment>site.electricity_usd_per_kwh</comment>
        <translation>電気料金</translation>
    </message>
    <message>
        <source>grid g per kwh</source>
        <comment>site.grid_g_per_kwh</comment>
        <translation>系統の排出係数</translation>
    </message>
    <message>
        <source>grid basis</source>
        <comment>site.grid_basis</comment>
        <translation>排出係数の基準</translation>
    </message>
    <message>
        <source>pue</source>
        <comment>site.pue</comment>
        <translation>PUE</translation>
    </message>
    <message>
        <source>wue l per kwh</source>
        <comment>site.wue_l_per_kwh</comment>
        <translation>WUE</translation>
    </message>
    <message>
        <source>water off site l per kwh</source>
        <comment>site.water_off_site_l_per_kwh</comment>
        <translation>敷地外の水</translation>
    </message>
    <message>
        <source>facility usd per w</source>
        <comment>site.facility_usd_per_w</comment>
        <translation>施設建設費</translation>
    </message>
    <message>
        <source>mean dry bulb c</source>
        <comment>site.mean_dry_bulb_c</comment>
        <translation>平均乾球温度</translation>
    </message>
    <message>
        <source>mean wet bulb c</source>
        <comment>site.mean_wet_bulb_c</comment>
        <translation>平均湿球温度</translation>
    </message>
    <message>
        <source>design dry bulb c</source>
        <comment>site.design_dry_bulb_c</comment>
        <translation>設計乾球温度</translation>
    </message>
    <message>
        <source>design wet bulb c</source>
        <comment>site.design_wet_bulb_c</comment>
        <translation>設計湿球温度</translation>
    </message>
    <message>
        <source>dry bulb hours to 18c</source>
        <comment>site.dry_bulb_hours_to_18c</comment>
        <translation>乾球 18 C 以下の時間</translation>
    </message>
    <message>
        <source>dry bulb hours to 24c</source>
        <comment>site.dry_bulb_hours_to_24c</comment>
        <translation>乾球 24 C 以下の時間</translation>
    </message>
    <message>
        <source>wet bulb hours to 10c</source>
        <comment>site.wet_bulb_hours_to_10c</comment>
        <translation>湿球 10 C 以下の時間</translation>
    </message>
    <message>
        <source>wet bulb hours to 16c</source>
        <comment>site.wet_bulb_hours_to_16c</comment>
        <translation>湿球 16 C 以下の時間</translation>
    </message>
    <message>
        <source>kind</source>
        <comment>cooling.kind</comment>
        <translation>方式</translation>
    </message>
    <message>
        <source>supply c</source>
        <comment>cooling.supply_c</comment>
        <translation>供給温度</translation>
    </message>
    <message>
        <source>loop rise k</source>
        <comment>cooling.loop_rise_k</comment>
        <translation>ループ温度差</translation>
    </message>
    <message>
        <source>warm supply c</source>
        <comment>cooling.warm_supply_c</comment>
        <translation>温水供給温度</translation>
    </message>
    <message>
        <source>tower approach k</source>
        <comment>cooling.tower_approach_k</comment>
        <translation>冷却塔アプローチ</translation>
    </message>
    <message>
        <source>exchanger approach k</source>
        <comment>cooling.exchanger_approach_k</comment>
        <translation>熱交換器アプローチ</translation>
    </message>
    <message>
        <source>condenser lift k</source>
        <comment>cooling.condenser_lift_k</comment>
        <translation>凝縮器リフト</translation>
    </message>
    <message>
        <source>evaporator approach k</source>
        <comment>cooling.evaporator_approach_k</comment>
        <translation>蒸発器アプローチ</translation>
    </message>
    <message>
        <source>carnot share</source>
        <comment>cooling.carnot_share</comment>
        <translation>カルノー比</translation>
    </message>
    <message>
        <source>highest cop</source>
        <comment>cooling.highest_cop</comment>
        <translation>最大 COP</translation>
    </message>
    <message>
        <source>liquid share</source>
        <comment>cooling.liquid_share</comment>
        <translation>液冷の割合</translation>
    </message>
    <message>
        <source>room fan share</source>
        <comment>cooling.room_fan_share</comment>
        <translation>室内ファンの割合</translation>
    </message>
    <message>
        <source>pump share</source>
        <comment>cooling.pump_share</comment>
        <translation>ポンプの割合</translation>
    </message>
    <message>
        <source>tower share</source>
        <comment>cooling.tower_share</comment>
        <translation>冷却塔の割合</translation>
    </message>
    <message>
        <source>electrical loss</source>
        <comment>cooling.electrical_loss</comment>
        <translation>電気損失</translation>
    </message>
    <message>
        <source>other share</source>
        <comment>cooling.other_share</comment>
        <translation>その他の割合</translation>
    </message>
    <message>
        <source>latent share</source>
        <comment>cooling.latent_share</comment>
        <translation>蒸発の割合</translation>
    </message>
    <message>
        <source>cycles</source>
        <comment>cooling.cycles</comment>
        <translation>濃縮倍数</translation>
    </message>
    <message>
        <source>air rise k</source>
        <comment>cooling.air_rise_k</comment>
        <translation>空気の温度上昇</translation>
    </message>
    <message>
        <source>flight kg</source>
        <comment>equivalents.flight_kg</comment>
        <translation>航空便</translation>
    </message>
    <message>
        <source>car year kg</source>
        <comment>equivalents.car_year_kg</comment>
        <translation>乗用車の1年</translation>
    </message>
    <message>
        <source>home year kg</source>
        <comment>equivalents.home_year_kg</comment>
        <translation>世帯の1年</translation>
    </message>
    <message>
        <source>tree year kg</source>
        <comment>equivalents.tree_year_kg</comment>
        <translation>樹木の1年</translation>
    </message>
    <message>
        <source>lifetime years</source>
        <comment>economics.lifetime_years</comment>
        <translation>耐用年数</translation>
    </message>
    <message>
        <source>facility lifetime years</source>
        <comment>economics.facility_lifetime_years</comment>
        <translation>施設の耐用年数</translation>
    </message>
    <message>
        <source>utilisation</source>
        <comment>economics.utilisation</comment>
        <translation>稼働率</translation>
    </message>
    <message>
        <source>discount rate</source>
        <comment>economics.discount_rate</comment>
        <translation>割引率</translation>
    </message>
    <message>
        <source>network share</source>
        <comment>economics.network_share</comment>
        <translation>ネットワークの割合</translation>
    </message>
    <message>
        <source>upkeep share</source>
        <comment>economics.upkeep_share</comment>
        <translation>保守費の割合</translation>
    </message>
    <message>
        <source>staff per 100 servers</source>
        <comment>economics.staff_per_100_servers</comment>
        <translation>サーバ100台当たりの要員</translation>
    </message>
    <message>
        <source>staff usd per year</source>
        <comment>economics.staff_usd_per_year</comment>
        <translation>人件費</translation>
    </message>
    <message>
        <source>facility</source>
        <comment>economics.facility</comment>
        <translation>施設</translation>
    </message>
    <message>
        <source>colocation usd per kw month</source>
        <comment>economics.colocation_usd_per_kw_month</comment>
        <translation>コロケーション料金</translation>
    </message>
    <message>
        <source>water usd per m3</source>
        <comment>economics.water_usd_per_m3</comment>
        <translation>水道料金</translation>
    </message>
    <message>
        <source>checkpoints kept</source>
        <comment>economics.checkpoints_kept</comment>
        <translation>保持チェックポイント数</translation>
    </message>
    <message>
        <source>storage usd per tb</source>
        <comment>economics.storage_usd_per_tb</comment>
        <translation>ストレージ容量単価</translation>
    </message>
    <message>
        <source>storage usd per gb per s</source>
        <comment>economics.storage_usd_per_gb_per_s</comment>
        <translation>ストレージ速度単価</translation>
    </message>
    <message>
        <source>salvage share</source>
        <comment>economics.salvage_share</comment>
        <translation>残存価値の割合</translation>
    </message>
    <message>
        <source>value decline</source>
        <comment>economics.value_decline</comment>
        <translation>価値の下落</translation>
    </message>
    <message>
        <source>depreciation</source>
        <comment>economics.depreciation</comment>
        <translation>減価償却</translation>
    </message>
    <message>
        <source>tax rate</source>
        <comment>economics.tax_rate</comment>
        <translation>税率</translation>
    </message>
    <message>
        <source>financed share</source>
        <comment>economics.financed_share</comment>
        <translation>融資の割合</translation>
    </message>
    <message>
        <source>loan rate</source>
        <comment>economics.loan_rate</comment>
        <translation>融資利率</translation>
    </message>
    <message>
        <source>loan years</source>
        <comment>economics.loan_years</comment>
        <translation>融資期間</translation>
    </message>
    <message>
        <source>cloud storage usd per gb month</source>
        <comment>economics.cloud_storage_usd_per_gb_month</comment>
        <translation>クラウドのストレージ料金</translation>
    </message>
    <message>
        <source>cloud egress usd per gb</source>
        <comment>economics.cloud_egress_usd_per_gb</comment>
        <translation>クラウドの転送料金</translation>
    </message>
    <message>
        <source>facility mw</source>
        <comment>limits.facility_mw</comment>
        <translation>施設電力</translation>
    </message>
    <message>
        <source>cooling tons</source>
        <comment>limits.cooling_tons</comment>
        <translation>冷却能力</translation>
    </message>
    <message>
        <source>racks</source>
        <comment>limits.racks</comment>
        <translation>ラック数</translation>
    </message>
    <message>
        <source>rack kw</source>
        <comment>limits.rack_kw</comment>
        <translation>ラック電力</translation>
    </message>
    <message>
        <source>days</source>
        <comment>limits.days</comment>
        <translation>日数</translation>
    </message>
    <message>
        <source>budget usd</source>
        <comment>limits.budget_usd</comment>
        <translation>予算</translation>
    </message>
    <message>
        <source>purchase usd</source>
        <comment>limits.purchase_usd</comment>
        <translation>購入予算</translation>
    </message>
    <message>
        <source>kind</source>
        <comment>recipe.kind</comment>
        <translation>作り方</translation>
    </message>
    <message>
        <source>teacher</source>
        <comment>recipe.teacher</comment>
        <translation>教師モデル</translation>
    </message>
    <message>
        <source>lora rank</source>
        <comment>recipe.lora_rank</comment>
        <translation>LoRA ランク</translation>
    </message>
    <message>
        <source>lora matrices</source>
        <comment>recipe.lora_matrices</comment>
        <translation>LoRA の行列</translation>
    </message>
    <message>
        <source>weight bits</source>
        <comment>recipe.weight_bits</comment>
        <translation>重みのビット数</translation>
    </message>
    <message>
        <source>dequantize share</source>
        <comment>recipe.dequantize_share</comment>
        <translation>逆量子化の割合</translation>
    </message>
    <message>
        <source>calibration tokens</source>
        <comment>recipe.calibration_tokens</comment>
        <translation>較正トークン数</translation>
    </message>
    <message>
        <source>sparsity</source>
        <comment>recipe.sparsity</comment>
        <translation>疎性</translation>
    </message>
    <message>
        <source>sparse speedup</source>
        <comment>recipe.sparse_speedup</comment>
        <translation>疎行列の高速化率</translation>
    </message>
    <message>
        <source>quality</source>
        <comment>recipe.quality</comment>
        <translation>品質</translation>
    </message>
    <message>
        <source>quality source</source>
        <comment>recipe.quality_source</comment>
        <translation>品質の出典</translation>
    </message>
    <message>
        <source>prompt tokens</source>
        <comment>serving.prompt_tokens</comment>
        <translation>入力トークン数</translation>
    </message>
    <message>
        <source>generated tokens</source>
        <comment>serving.generated_tokens</comment>
        <translation>生成トークン数</translation>
    </message>
    <message>
        <source>tokens per day</source>
        <comment>serving.tokens_per_day</comment>
        <translation>1日のトークン数</translation>
    </message>
    <message>
        <source>batch</source>
        <comment>serving.batch</comment>
        <translation>バッチ</translation>
    </message>
    <message>
        <source>token ms</source>
        <comment>serving.token_ms</comment>
        <translation>トークン間隔の上限</translation>
    </message>
    <message>
        <source>weight bits</source>
        <comment>serving.weight_bits</comment>
        <translation>重みのビット数</translation>
    </message>
    <message>
        <source>cache bits</source>
        <comment>serving.cache_bits</comment>
        <translation>キャッシュのビット数</translation>
    </message>
    <message>
        <source>tensor</source>
        <comment>serving.tensor</comment>
        <translation>テンソル並列</translation>
    </message>
    <message>
        <source>all reduce us</source>
        <comment>serving.all_reduce_us</comment>
        <translation>all-reduce 時間</translation>
    </message>
    <message>
        <source>utilisation</source>
        <comment>serving.utilisation</comment>
        <translation>稼働率</translation>
    </message>
    <message>
        <source>years</source>
        <comment>serving.years</comment>
        <translation>年数</translation>
    </message>
    <message>
        <source>server</source>
        <comment>serving.server</comment>
        <translation>サーバ</translation>
    </message>
    <message>
        <source>offer</source>
        <comment>serving.offer</comment>
        <translation>クラウドプラン</translation>
    </message>
    <message>
        <source>compute</source>
        <comment>iteration.breakdown_s.compute</comment>
        <translation>演算</translation>
    </message>
    <message>
        <source>memory bound</source>
        <comment>iteration.breakdown_s.memory_bound</comment>
        <translation>メモリ律速</translation>
    </message>
    <message>
        <source>recompute</source>
        <comment>iteration.breakdown_s.recompute</comment>
        <translation>再計算</translation>
    </message>
    <message>
        <source>tensor comm</source>
        <comment>iteration.breakdown_s.tensor_comm</comment>
        <translation>テンソル並列通信</translation>
    </message>
    <message>
        <source>context comm</source>
        <comment>iteration.breakdown_s.context_comm</comment>
        <translation>コンテキスト並列通信</translation>
    </message>
    <message>
        <source>expert comm</source>
        <comment>iteration.breakdown_s.expert_comm</comment>
        <translation>エキスパート並列通信</translation>
    </message>
    <message>
        <source>pipeline comm</source>
        <comment>iteration.breakdown_s.pipeline_comm</comment>
        <translation>パイプライン通信</translation>
    </message>
    <message>
        <source>data comm</source>
        <comment>iteration.breakdown_s.data_comm</comment>
        <translation>データ並列通信</translation>
    </message>
    <message>
        <source>host</source>
        <comment>iteration.breakdown_s.host</comment>
        <translation>ホスト待ち</translation>
    </message>
    <message>
        <source>bubble</source>
        <comment>iteration.breakdown_s.bubble</comment>
        <translation>バブル</translation>
    </message>
    <message>
        <source>optimizer</source>
        <comment>iteration.breakdown_s.optimizer</comment>
        <translation>オプティマイザ</translation>
    </message>
    <message>
        <source>offload</source>
        <comment>iteration.breakdown_s.offload</comment>
        <translation>オフロード</translation>
    </message>
    <message>
        <source>software</source>
        <comment>iteration.breakdown_s.software</comment>
        <translation>ソフトウェア</translation>
    </message>
    <message>
        <source>weights</source>
        <comment>memory.breakdown_gib.weights</comment>
        <translation>重み</translation>
    </message>
    <message>
        <source>gradients</source>
        <comment>memory.breakdown_gib.gradients</comment>
        <translation>勾配</translation>
    </message>
    <message>
        <source>optimizer</source>
        <comment>memory.breakdown_gib.optimizer</comment>
        <translation>オプティマイザ</translation>
    </message>
    <message>
        <source>activations</source>
        <comment>memory.breakdown_gib.activations</comment>
        <translation>活性値</translation>
    </message>
    <message>
        <source>working</source>
        <comment>memory.breakdown_gib.working</comment>
        <translation>作業領域</translation>
    </message>
    <message>
        <source>logits</source>
        <comment>memory.breakdown_gib.logits</comment>
        <translation>ロジット</translation>
    </message>
    <message>
        <source>buffers</source>
        <comment>memory.breakdown_gib.buffers</comment>
        <translation>バッファ</translation>
    </message>
    <message>
        <source>fragmentation</source>
        <comment>memory.breakdown_gib.fragmentation</comment>
        <translation>断片化</translation>
    </message>
    <message>
        <source>runtime</source>
        <comment>memory.breakdown_gib.runtime</comment>
        <translation>実行時</translation>
    </message>
    <message>
        <source>accelerators</source>
        <comment>power.breakdown_kw.accelerators</comment>
        <translation>アクセラレータ</translation>
    </message>
    <message>
        <source>server rest</source>
        <comment>power.breakdown_kw.server_rest</comment>
        <translation>サーバのその他</translation>
    </message>
    <message>
        <source>server fans</source>
        <comment>power.breakdown_kw.server_fans</comment>
        <translation>サーバのファン</translation>
    </message>
    <message>
        <source>supply losses</source>
        <comment>power.breakdown_kw.supply_losses</comment>
        <translation>電源損失</translation>
    </message>
    <message>
        <source>network</source>
        <comment>power.breakdown_kw.network</comment>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>price of the network</source>
        <translation>ネットワークの購入費</translation>
    </message>
    <message>
        <source>cooling and losses</source>
        <comment>power.breakdown_kw.cooling_and_losses</comment>
        <translation>冷却と損失</translation>
    </message>
    <message>
        <source>chillers</source>
        <comment>power.breakdown_kw.chillers</comment>
        <translation>冷凍機</translation>
    </message>
    <message>
        <source>room fans</source>
        <comment>power.breakdown_kw.room_fans</comment>
        <translation>室内ファン</translation>
    </message>
    <message>
        <source>pumps</source>
        <comment>power.breakdown_kw.pumps</comment>
        <translation>ポンプ</translation>
    </message>
    <message>
        <source>towers</source>
        <comment>power.breakdown_kw.towers</comment>
        <translation>冷却塔</translation>
    </message>
    <message>
        <source>distribution losses</source>
        <comment>power.breakdown_kw.distribution_losses</comment>
        <translation>配電損失</translation>
    </message>
    <message>
        <source>building</source>
        <comment>power.breakdown_kw.building</comment>
        <translation>建屋</translation>
    </message>
    <message>
        <source>analytic</source>
        <comment>simulation.engine</comment>
        <translation>解析</translation>
    </message>
    <message>
        <source>discrete-event</source>
        <comment>simulation.engine</comment>
        <translation>離散事象</translation>
    </message>
    <message>
        <source>decoder</source>
        <comment>model.architecture</comment>
        <translation>デコーダ</translation>
    </message>
    <message>
        <source>encoder</source>
        <comment>model.architecture</comment>
        <translation>エンコーダ</translation>
    </message>
    <message>
        <source>encoder-decoder</source>
        <comment>model.architecture</comment>
        <translation>エンコーダ・デコーダ</translation>
    </message>
    <message>
        <source>layernorm</source>
        <comment>model.normalization</comment>
        <translation>LayerNorm</translation>
    </message>
    <message>
        <source>rmsnorm</source>
        <comment>model.normalization</comment>
        <translation>RMSNorm</translation>
    </message>
    <message>
        <source>learned</source>
        <comment>model.positions</comment>
        <translation>学習</translation>
    </message>
    <message>
        <source>rotary</source>
        <comment>model.positions</comment>
        <translation>回転 (RoPE)</translation>
    </message>
    <message>
        <source>alibi</source>
        <comment>model.positions</comment>
        <translation>ALiBi</translation>
    </message>
    <message>
        <source>relative</source>
        <comment>model.positions</comment>
        <translation>相対</translation>
    </message>
    <message>
        <source>transformer-xl</source>
        <comment>model.positions</comment>
        <translation>Transformer-XL</translation>
    </message>
    <message>
        <source>none</source>
        <comment>model.positions</comment>
        <translation>なし</translation>
    </message>
    <message>
        <source>switch</source>
        <comment>server.scaleup_topology</comment>
        <translation>スイッチ</translation>
    </message>
    <message>
        <source>mesh</source>
        <comment>server.scaleup_topology</comment>
        <translation>メッシュ</translation>
    </message>
    <message>
        <source>cube-mesh</source>
        <comment>server.scaleup_topology</comment>
        <translation>キューブメッシュ</translation>
    </message>
    <message>
        <source>pcie</source>
        <comment>server.scaleup_topology</comment>
        <translation>PCIe</translation>
    </message>
    <message>
        <source>single-switch</source>
        <comment>fabric.topology</comment>
        <translation>単一スイッチ</translation>
    </message>
    <message>
        <source>fat-tree</source>
        <comment>fabric.topology</comment>
        <translation>ファットツリー</translation>
    </message>
    <message>
        <source>rail-optimized</source>
        <comment>fabric.topology</comment>
        <translation>レール最適化</translation>
    </message>
    <message>
        <source>torus</source>
        <comment>fabric.topology</comment>
        <translation>トーラス</translation>
    </message>
    <message>
        <source>dragonfly</source>
        <comment>fabric.topology</comment>
        <translation>Dragonfly</translation>
    </message>
    <message>
        <source>adaptive</source>
        <comment>fabric.routing</comment>
        <translation>適応</translation>
    </message>
    <message>
        <source>ecmp</source>
        <comment>fabric.routing</comment>
        <translation>ECMP</translation>
    </message>
    <message>
        <source>gpipe</source>
        <comment>parallelism.schedule</comment>
        <translation>GPipe</translation>
    </message>
    <message>
        <source>1f1b</source>
        <comment>parallelism.schedule</comment>
        <translation>1F1B</translation>
    </message>
    <message>
        <source>interleaved</source>
        <comment>parallelism.schedule</comment>
        <translation>インターリーブ</translation>
    </message>
    <message>
        <source>breadth-first</source>
        <comment>parallelism.schedule</comment>
        <translation>幅優先</translation>
    </message>
    <message>
        <source>zb-h1</source>
        <comment>parallelism.schedule</comment>
        <translation>ZB-H1</translation>
    </message>
    <message>
        <source>zb-h2</source>
        <comment>parallelism.schedule</comment>
        <translation>ZB-H2</translation>
    </message>
    <message>
        <source>zb-v</source>
        <comment>parallelism.schedule</comment>
        <translation>ZB-V</translation>
    </message>
    <message>
        <source>dualpipe</source>
        <comment>parallelism.schedule</comment>
        <translation>DualPipe</translation>
    </message>
    <message>
        <source>none</source>
        <comment>parallelism.recompute</comment>
        <translation>なし</translation>
    </message>
    <message>
        <source>selective</source>
        <comment>parallelism.recompute</comment>
        <translation>選択的</translation>
    </message>
    <message>
        <source>full</source>
        <comment>parallelism.recompute</comment>
        <translation>完全</translation>
    </message>
    <message>
        <source>none</source>
        <comment>parallelism.offload</comment>
        <translation>なし</translation>
    </message>
    <message>
        <source>optimizer</source>
        <comment>parallelism.offload</comment>
        <translation>オプティマイザ</translation>
    </message>
    <message>
        <source>parameters</source>
        <comment>parallelism.offload</comment>
        <translation>パラメータ</translation>
    </message>
    <message>
        <source>host</source>
        <comment>parallelism.offload_to</comment>
        <translation>ホスト</translation>
    </message>
    <message>
        <source>nvme</source>
        <comment>parallelism.offload_to</comment>
        <translation>NVMe</translation>
    </message>
    <message>
        <source>replica</source>
        <comment>simulation.detail</comment>
        <translation>レプリカ</translation>
    </message>
    <message>
        <source>full</source>
        <comment>simulation.detail</comment>
        <translation>全体</translation>
    </message>
    <message>
        <source>none</source>
        <comment>software.overlap_data</comment>
        <translation>なし</translation>
    </message>
    <message>
        <source>last-backward</source>
        <comment>software.overlap_data</comment>
        <translation>最後の逆伝播</translation>
    </message>
    <message>
        <source>blocking</source>
        <comment>software.pipeline_transfer</comment>
        <translation>ブロッキング</translation>
    </message>
    <message>
        <source>asynchronous</source>
        <comment>software.pipeline_transfer</comment>
        <translation>非同期</translation>
    </message>
    <message>
        <source>device</source>
        <comment>software.memory_report</comment>
        <translation>デバイス</translation>
    </message>
    <message>
        <source>allocated</source>
        <comment>software.memory_report</comment>
        <translation>確保量</translation>
    </message>
    <message>
        <source>optimizer-step</source>
        <comment>software.memory_report</comment>
        <translation>オプティマイザのステップ</translation>
    </message>
    <message>
        <source>fp32</source>
        <comment>training.precision</comment>
        <translation>fp32</translation>
    </message>
    <message>
        <source>tf32</source>
        <comment>training.precision</comment>
        <translation>TF32</translation>
    </message>
    <message>
        <source>fp16</source>
        <comment>training.precision</comment>
        <translation>fp16</translation>
    </message>
    <message>
        <source>bf16</source>
        <comment>training.precision</comment>
        <translation>bf16</translation>
    </message>
    <message>
        <source>fp8</source>
        <comment>training.precision</comment>
        <translation>fp8</translation>
    </message>
    <message>
        <source>nvfp4</source>
        <comment>training.precision</comment>
        <translation>NVFP4</translation>
    </message>
    <message>
        <source>chinchilla</source>
        <comment>scaling_law.form</comment>
        <translation>Chinchilla</translation>
    </message>
    <message>
        <source>kaplan</source>
        <comment>scaling_law.form</comment>
        <translation>Kaplan</translation>
    </message>
    <message>
        <source>synchronous</source>
        <comment>campaign.checkpoint_mode</comment>
        <translation>同期</translation>
    </message>
    <message>
        <source>asynchronous</source>
        <comment>campaign.checkpoint_mode</comment>
        <translation>非同期</translation>
    </message>
    <message>
        <source>air</source>
        <comment>cooling.kind</comment>
        <translation>空冷</translation>
    </message>
    <message>
        <source>chilled-water</source>
        <comment>cooling.kind</comment>
        <translation>冷水</translation>
    </message>
    <message>
        <source>economizer</source>
        <comment>cooling.kind</comment>
        <translation>外気冷却</translation>
    </message>
    <message>
        <source>direct-liquid</source>
        <comment>cooling.kind</comment>
        <translation>直接液冷</translation>
    </message>
    <message>
        <source>immersion</source>
        <comment>cooling.kind</comment>
        <translation>液浸</translation>
    </message>
    <message>
        <source>build</source>
        <comment>economics.facility</comment>
        <translation>自前</translation>
    </message>
    <message>
        <source>colocation</source>
        <comment>economics.facility</comment>
        <translation>コロケーション</translation>
    </message>
    <message>
        <source>macrs-5</source>
        <comment>economics.depreciation</comment>
        <translation>MACRS 5年</translation>
    </message>
    <message>
        <source>straight-line</source>
        <comment>economics.depreciation</comment>
        <translation>定額法</translation>
    </message>
    <message>
        <source>none</source>
        <comment>economics.depreciation</comment>
        <translation>なし</translation>
    </message>
    <message>
        <source>scratch</source>
        <comment>recipe.kind</comment>
        <translation>最初から学習</translation>
    </message>
    <message>
        <source>fine-tune</source>
        <comment>recipe.kind</comment>
        <translation>ファインチューニング</translation>
    </message>
    <message>
        <source>lora</source>
        <comment>recipe.kind</comment>
        <translation>LoRA</translation>
    </message>
    <message>
        <source>qlora</source>
        <comment>recipe.kind</comment>
        <translation>QLoRA</translation>
    </message>
    <message>
        <source>distil</source>
        <comment>recipe.kind</comment>
        <translation>蒸留</translation>
    </message>
    <message>
        <source>quantize</source>
        <comment>recipe.kind</comment>
        <translation>量子化</translation>
    </message>
    <message>
        <source>quantize-aware</source>
        <comment>recipe.kind</comment>
        <translation>量子化認識学習</translation>
    </message>
    <message>
        <source>prune</source>
        <comment>recipe.kind</comment>
        <translation>枝刈り</translation>
    </message>
    <message>
        <source>as-is</source>
        <comment>recipe.kind</comment>
        <translation>そのまま</translation>
    </message>
    <message>
        <source>unstructured</source>
        <comment>recipe.sparsity</comment>
        <translation>非構造</translation>
    </message>
    <message>
        <source>2:4</source>
        <comment>recipe.sparsity</comment>
        <translation>2:4</translation>
    </message>
    <message>
        <source>figures that others published of it, each with its basis and source; no answer depends on them</source>
        <translation>他者が公表した数値。それぞれの前提と出典を添える。結果には影響しない</translation>
    </message>
    <message>
        <source>title of the scenario</source>
        <translation>シナリオの表題</translation>
    </message>
    <message>
        <source>how the iteration is timed</source>
        <translation>イテレーション時間の求め方</translation>
    </message>
    <message>
        <source>&quot;on-prem&quot; and cloud offers to compare</source>
        <translation>比較するもの：&quot;on-prem&quot; とクラウドプラン</translation>
    </message>
    <message>
        <source>a model of scenarios/models</source>
        <translation>scenarios/models のモデル</translation>
    </message>
    <message>
        <source>a Hugging Face config.json in the place of a preset; its path is relative to the file that names it</source>
        <translation>プリセットの代わりに使う Hugging Face の config.json。パスは、これを記すファイルからの相対</translation>
    </message>
    <message>
        <source>launch arguments of Megatron-LM or NeMo, or the path of a file or shell script that holds them, relative to the file that names it</source>
        <translation>Megatron-LM または NeMo の起動引数、あるいはそれを含むファイルやシェルスクリプトのパス（これを記すファイルからの相対）</translation>
    </message>
    <message>
        <source>a DeepSpeed configuration (JSON); its path is relative to the file that names it</source>
        <translation>DeepSpeed の設定ファイル (JSON)。パスは、これを記すファイルからの相対</translation>
    </message>
    <message>
        <source>a server of hardware_db/servers</source>
        <translation>hardware_db/servers のサーバ</translation>
    </message>
    <message>
        <source>of hardware_db/accelerators; the server&apos;s where absent</source>
        <translation>hardware_db/accelerators のもの。省略時はサーバ標準</translation>
    </message>
    <message>
        <source>of hardware_db/fabrics; the server&apos;s where absent</source>
        <translation>hardware_db/fabrics のもの。省略時はサーバ標準</translation>
    </message>
    <message>
        <source>training software of hardware_db/stacks</source>
        <translation>hardware_db/stacks の学習ソフトウェア</translation>
    </message>
    <message>
        <source>a place of hardware_db/sites</source>
        <translation>hardware_db/sites のサイト</translation>
    </message>
    <message>
        <source>a plant of hardware_db/cooling, from which PUE and WUE follow; without it the site&apos;s stand</source>
        <translation>hardware_db/cooling の冷却設備。PUE と WUE はここから求まる。省略時はサイトの値を使う</translation>
    </message>
    <message>
        <source>failure and checkpoint terms of hardware_db/campaigns</source>
        <translation>hardware_db/campaigns の障害・チェックポイント条件</translation>
    </message>
    <message>
        <source>terms of ownership of hardware_db/ownership</source>
        <translation>hardware_db/ownership の所有条件</translation>
    </message>
    <message>
        <source>carbon equivalents of hardware_db/equivalents</source>
        <translation>hardware_db/equivalents の CO2 換算</translation>
    </message>
    <message>
        <source>a fit of hardware_db/scaling-laws, for the expected loss</source>
        <translation>期待損失に使う、hardware_db/scaling-laws の当てはめ</translation>
    </message>
    <message>
        <source>number of servers</source>
        <translation>サーバの台数</translation>
    </message>
    <message>
        <source>accelerators in use; all of the servers&apos; where absent</source>
        <translation>使うアクセラレータの数。省略時は全サーバの全数</translation>
    </message>
    <message>
        <source>what kind of transformer it is, or a convolutional network</source>
        <translation>Transformer の種類、または畳み込みネットワーク</translation>
    </message>
    <message>
        <source>layers; of an encoder-decoder those of the encoder, of a convolutional network those with weights</source>
        <translation>層数。エンコーダ・デコーダ型ではエンコーダの層数、畳み込みネットワークでは重みを持つ層の数</translation>
    </message>
    <message>
        <source>layers of the decoder of an encoder-decoder</source>
        <translation>エンコーダ・デコーダ型のデコーダの層数</translation>
    </message>
    <message>
        <source>width of the residual stream</source>
        <translation>残差ストリームの幅</translation>
    </message>
    <message>
        <source>attention heads</source>
        <translation>アテンションヘッド数</translation>
    </message>
    <message>
        <source>key and value heads (GQA, MQA); as heads where absent</source>
        <translation>キーとバリューのヘッド数 (GQA、MQA)。省略時はヘッド数と同じ</translation>
    </message>
    <message>
        <source>elements of a query&apos;s or key&apos;s head; hidden / heads where absent</source>
        <translation>クエリまたはキーの1ヘッドの要素数。省略時は隠れ次元 / ヘッド数</translation>
    </message>
    <message>
        <source>elements of a value&apos;s head; as head_size where absent</source>
        <translation>バリューの1ヘッドの要素数。省略時は head_size と同じ</translation>
    </message>
    <message>
        <source>multi-head latent attention: width of the latent of keys and values</source>
        <translation>マルチヘッド潜在アテンション (MLA)：キーとバリューの潜在表現の幅</translation>
    </message>
    <message>
        <source>of latent attention: width of the latent of queries; none where absent</source>
        <translation>MLA：クエリの潜在表現の幅。省略時は潜在表現なし</translation>
    </message>
    <message>
        <source>of latent attention: rotated elements of head_size, one key for all heads</source>
        <translation>MLA:head_size のうち回転させる要素数。キーは全ヘッドで共有</translation>
    </message>
    <message>
        <source>inner width of the FFN; 4 hidden where absent</source>
        <translation>FFN の中間層の幅。省略時は隠れ次元の4倍</translation>
    </message>
    <message>
        <source>SwiGLU or GeGLU: three FFN matrices instead of two</source>
        <translation>SwiGLU または GeGLU:FFN の行列が2つではなく3つ</translation>
    </message>
    <message>
        <source>vocabulary, padded as trained</source>
        <translation>語彙数。学習時のパディングを含む</translation>
    </message>
    <message>
        <source>width of the token embedding where it is projected to hidden (OPT-350M)</source>
        <translation>hidden に射影する場合のトークン埋め込みの幅 (OPT-350M)</translation>
    </message>
    <message>
        <source>input and output embedding are one matrix</source>
        <translation>入力埋め込みと出力埋め込みが同じ行列</translation>
    </message>
    <message>
        <source>linear layers have biases</source>
        <translation>線形層にバイアスがある</translation>
    </message>
    <message>
        <source>queries, keys and values have biases; as biases where absent</source>
        <translation>クエリ、キー、バリューにバイアスがある。省略時は biases と同じ</translation>
    </message>
    <message>
        <source>the FFN has biases; as biases where absent</source>
        <translation>FFN にバイアスがある。省略時は biases と同じ</translation>
    </message>
    <message>
        <source>queries and keys are normalized (Qwen3)</source>
        <translation>クエリとキーを正規化する (Qwen3)</translation>
    </message>
    <message>
        <source>attention and FFN side by side, their outputs added (GPT-J)</source>
        <translation>アテンションと FFN を並列に計算し、出力を足し合わせる (GPT-J)</translation>
    </message>
    <message>
        <source>normalizations of a layer, without cross-attention&apos;s; where absent 2, with a parallel FFN 1</source>
        <translation>1層あたりの正規化の数（クロスアテンション分を除く）。省略時は2、並列 FFN では1</translation>
    </message>
    <message>
        <source>dropout in training; where absent, as usual: with a plain FFN, not with a gated one</source>
        <translation>学習時のドロップアウト。省略時は慣例どおり：通常の FFN ではあり、ゲート付きではなし</translation>
    </message>
    <message>
        <source>kind of normalization</source>
        <translation>正規化の種類</translation>
    </message>
    <message>
        <source>a normalization right behind the embedding (BLOOM)</source>
        <translation>埋め込み直後の正規化 (BLOOM)</translation>
    </message>
    <message>
        <source>a normalization behind the last layer; not in post-norm models (BERT)</source>
        <translation>最終層の後の正規化。post-norm のモデル (BERT) にはない</translation>
    </message>
    <message>
        <source>segment embeddings (BERT); 0: none</source>
        <translation>セグメント埋め込み (BERT)。0：なし</translation>
    </message>
    <message>
        <source>a dense layer on the first token (BERT)</source>
        <translation>先頭トークンにかかる全結合層 (BERT)</translation>
    </message>
    <message>
        <source>how positions enter; transformer-xl: one more matrix a layer, its parameters counted and its products not</source>
        <translation>位置情報の入れ方。transformer-xl：層ごとに行列が1つ増え、パラメータには数えるが行列積には数えない</translation>
    </message>
    <message>
        <source>learned positions; the training sequence where absent</source>
        <translation>学習する位置の数。省略時は学習時の系列長</translation>
    </message>
    <message>
        <source>routed experts of a layer; 0: dense</source>
        <translation>1層あたりのルーティング対象エキスパート数。0：密なモデル</translation>
    </message>
    <message>
        <source>routed experts that each token visits</source>
        <translation>各トークンが通るルーティング対象エキスパート数</translation>
    </message>
    <message>
        <source>experts that every token visits</source>
        <translation>すべてのトークンが通るエキスパート数</translation>
    </message>
    <message>
        <source>inner width of an expert; as ffn_hidden where absent</source>
        <translation>エキスパートの中間層の幅。省略時は ffn_hidden と同じ</translation>
    </message>
    <message>
        <source>experts have three matrices; as gated_ffn where absent</source>
        <translation>エキスパートの行列が3つ。省略時は gated_ffn と同じ</translation>
    </message>
    <message>
        <source>leading layers that keep a dense FFN</source>
        <translation>密な FFN のままとする先頭の層数</translation>
    </message>
    <message>
        <source>experts in every n-th layer only, 1: in all; never in the leading dense ones</source>
        <translation>n 層ごとにだけエキスパートを置く。1：全層。先頭の密な層には置かない</translation>
    </message>
    <message>
        <source>parameters that the publisher states; for comparison alone</source>
        <translation>公表されたパラメータ数。比較にのみ使う</translation>
    </message>
    <message>
        <source>parameters a token visits, as the publisher states; for comparison alone</source>
        <translation>公表された、1トークンが通るパラメータ数。比較にのみ使う</translation>
    </message>
    <message>
        <source>how far the count of the shape may be from the published one, as a fraction</source>
        <translation>形状から数えたパラメータ数と公表値との許容差（割合）</translation>
    </message>
    <message>
        <source>why the count of the shape is further off than usual</source>
        <translation>形状から数えた値が通常より大きくずれる理由</translation>
    </message>
    <message>
        <source>the maker&apos;s name</source>
        <translation>メーカーの製品名</translation>
    </message>
    <message>
        <source>streaming multiprocessors, or what else schedules tiles</source>
        <translation>ストリーミングマルチプロセッサ数、またはタイルを割り当てる単位の数</translation>
    </message>
    <message>
        <source>dense peak, vector fp32</source>
        <translation>密行列のピーク性能、ベクトル fp32</translation>
    </message>
    <message>
        <source>dense peak, TF32</source>
        <translation>密行列のピーク性能、TF32</translation>
    </message>
    <message>
        <source>dense peak, fp16</source>
        <translation>密行列のピーク性能、fp16</translation>
    </message>
    <message>
        <source>dense peak, bf16</source>
        <translation>密行列のピーク性能、bf16</translation>
    </message>
    <message>
        <source>dense peak, fp8</source>
        <translation>密行列のピーク性能、fp8</translation>
    </message>
    <message>
        <source>dense peak, fp4</source>
        <translation>密行列のピーク性能、fp4</translation>
    </message>
    <message>
        <source>dense peak, int8</source>
        <translation>密行列のピーク性能、int8</translation>
    </message>
    <message>
        <source>16-bit peak of brochures, with 2:4 sparsity; never reckoned with</source>
        <translation>カタログに載る 2:4 スパース込みの16ビットピーク性能。計算には使わない</translation>
    </message>
    <message>
        <source>clock that the peaks are quoted at</source>
        <translation>ピーク性能の前提となるクロック</translation>
    </message>
    <message>
        <source>dense 16-bit FLOP of a compute unit in a clock</source>
        <translation>演算ユニットが1クロックに行う16ビット密行列の FLOP</translation>
    </message>
    <message>
        <source>memory of the device</source>
        <translation>デバイスのメモリ容量</translation>
    </message>
    <message>
        <source>peak memory bandwidth</source>
        <translation>メモリ帯域のピーク</translation>
    </message>
    <message>
        <source>board power limit</source>
        <translation>ボードの電力上限</translation>
    </message>
    <message>
        <source>scale-up links</source>
        <translation>スケールアップリンクの数</translation>
    </message>
    <message>
        <source>rate of one scale-up link, one way</source>
        <translation>スケールアップリンク1本の片方向の速度</translation>
    </message>
    <message>
        <source>when it was announced or sold first</source>
        <translation>発表または発売の時期</translation>
    </message>
    <message>
        <source>price of one</source>
        <translation>1個の価格</translation>
    </message>
    <message>
        <source>share of peak of one full wave at full clock</source>
        <translation>最大クロックで満杯の1ウェーブが達するピーク比</translation>
    </message>
    <message>
        <source>power-limited share of peak of a long GEMM run alone</source>
        <translation>単独で実行した長い GEMM の、電力制限下でのピーク比</translation>
    </message>
    <message>
        <source>power-limited share of peak of a long GEMM through hours of training</source>
        <translation>何時間も学習を続ける中での長い GEMM の、電力制限下でのピーク比</translation>
    </message>
    <message>
        <source>prologue and epilogue of a wave</source>
        <translation>1ウェーブのプロローグとエピローグ</translation>
    </message>
    <message>
        <source>throughput of a 128x128 tile against 256x128</source>
        <translation>128x128 タイルのスループット（256x128 比）</translation>
    </message>
    <message>
        <source>throughput of a 128x64 tile against 256x128</source>
        <translation>128x64 タイルのスループット（256x128 比）</translation>
    </message>
    <message>
        <source>power derate of a GEMM that adds up in fp32</source>
        <translation>fp32 で累積する GEMM の電力による性能低下</translation>
    </message>
    <message>
        <source>gap between kernels on the GPU&apos;s time line</source>
        <translation>GPU のタイムライン上のカーネル間の隙間</translation>
    </message>
    <message>
        <source>of matrix products with 2:4 sparsity, as measured; absent where no zeros are skipped</source>
        <translation>2:4 疎性による行列積の高速化率（実測）。ゼロを飛ばせないチップでは省略</translation>
    </message>
    <message>
        <source>reading weights of 8 to 15 bits while serving, as a share of the rate of 16-bit ones; 1 where absent</source>
        <translation>推論時に 8〜15 ビットの重みを読む速さの、16 ビットの重みに対する割合。省略時は 1</translation>
    </message>
    <message>
        <source>the same of weights of less than 8 bits</source>
        <translation>8 ビット未満の重みについて同じ割合</translation>
    </message>
    <message>
        <source>share of memory bandwidth of streaming kernels</source>
        <translation>ストリーミングカーネルが達するメモリ帯域の割合</translation>
    </message>
    <message>
        <source>FlashAttention-2 forward: share of peak of its products alone</source>
        <translation>FlashAttention-2 順伝播：行列積のみのピーク比</translation>
    </message>
    <message>
        <source>FlashAttention-2 backward: share of peak of its products alone</source>
        <translation>FlashAttention-2 逆伝播：行列積のみのピーク比</translation>
    </message>
    <message>
        <source>exponentials of attention scores, which no product hides</source>
        <translation>アテンションスコアの指数計算。行列積では隠蔽されない</translation>
    </message>
    <message>
        <source>FlashAttention rate of heads above 128 elements</source>
        <translation>128 要素を超えるヘッドでの FlashAttention の速度比</translation>
    </message>
    <message>
        <source>FlashAttention rate of head sizes that no kernel is made for</source>
        <translation>専用カーネルのないヘッド次元での FlashAttention の速度比</translation>
    </message>
    <message>
        <source>FlashAttention forward: start of a block of queries, as keys more to look at</source>
        <translation>FlashAttention 順伝播：クエリブロックの開始処理。参照キー数の増分に換算</translation>
    </message>
    <message>
        <source>FlashAttention backward: start of a block, as queries more to look at</source>
        <translation>FlashAttention 逆伝播：ブロックの開始処理。参照クエリ数の増分に換算</translation>
    </message>
    <message>
        <source>of a FlashAttention kernel; a backward is three of them</source>
        <translation>FlashAttention カーネル1つのレイテンシ。逆伝播は3つ分</translation>
    </message>
    <message>
        <source>FlashAttention-1 against FlashAttention-2</source>
        <translation>FlashAttention-1 の速度（FlashAttention-2 比）</translation>
    </message>
    <message>
        <source>FlashAttention-3 against FlashAttention-2</source>
        <translation>FlashAttention-3 の速度（FlashAttention-2 比）</translation>
    </message>
    <message>
        <source>GELU and the like, fused: shares of memory bandwidth forward and backward, then latencies in us</source>
        <translation>融合した GELU など：順伝播と逆伝播のメモリ帯域の割合、続いてレイテンシ (us)</translation>
    </message>
    <message>
        <source>residual additions, fused: shares of memory bandwidth forward and backward, then latencies in us</source>
        <translation>融合した残差加算：順伝播と逆伝播のメモリ帯域の割合、続いてレイテンシ (us)</translation>
    </message>
    <message>
        <source>scale, mask and softmax, fused: shares of memory bandwidth forward and backward, then latencies in us</source>
        <translation>融合したスケール・マスク・ソフトマックス：順伝播と逆伝播のメモリ帯域の割合、続いてレイテンシ (us)</translation>
    </message>
    <message>
        <source>normalization of an eager framework: shares of memory bandwidth forward and backward on the bytes of a fused kernel, then latencies in us</source>
        <translation>即時実行フレームワークの正規化：融合カーネルの転送量に対する順伝播と逆伝播のメモリ帯域の割合、続いてレイテンシ (us)</translation>
    </message>
    <message>
        <source>softmax of an eager framework: shares of memory bandwidth forward and backward on the bytes of a fused kernel, then latencies in us</source>
        <translation>即時実行フレームワークのソフトマックス：融合カーネルの転送量に対する順伝播と逆伝播のメモリ帯域の割合、続いてレイテンシ (us)</translation>
    </message>
    <message>
        <source>rotary positions of an eager framework: shares of memory bandwidth forward and backward on the bytes of a fused kernel, then latencies in us</source>
        <translation>即時実行フレームワークの回転位置埋め込み：融合カーネルの転送量に対する順伝播と逆伝播のメモリ帯域の割合、続いてレイテンシ (us)</translation>
    </message>
    <message>
        <source>token look-up of an eager framework: shares of memory bandwidth forward and backward on the bytes of a fused kernel, then latencies in us</source>
        <translation>即時実行フレームワークのトークン参照：融合カーネルの転送量に対する順伝播と逆伝播のメモリ帯域の割合、続いてレイテンシ (us)</translation>
    </message>
    <message>
        <source>cross-entropy of an eager framework: shares of memory bandwidth forward and backward on the bytes of a fused kernel, then latencies in us</source>
        <translation>即時実行フレームワークの交差エントロピー：融合カーネルの転送量に対する順伝播と逆伝播のメモリ帯域の割合、続いてレイテンシ (us)</translation>
    </message>
    <message>
        <source>Adam, 30 bytes a parameter: share of memory bandwidth twice, then latency in us twice</source>
        <translation>Adam（1パラメータ 30 バイト）：メモリ帯域の割合を2回、続いてレイテンシ (us) を2回</translation>
    </message>
    <message>
        <source>board power limit that is set below tdp_w</source>
        <translation>tdp_w より低く設定するボードの電力上限</translation>
    </message>
    <message>
        <source>shares of tdp_w of the curve below</source>
        <translation>下の曲線の、tdp_w に対する割合</translation>
    </message>
    <message>
        <source>rate of long GEMMs under such a limit, against tdp_w</source>
        <translation>その上限での長い GEMM の速度（tdp_w 時との比）</translation>
    </message>
    <message>
        <source>power when idle</source>
        <translation>アイドル時の電力</translation>
    </message>
    <message>
        <source>power while spinning at full clock</source>
        <translation>最大クロックで待機（スピン）中の電力</translation>
    </message>
    <message>
        <source>power during a collective alone</source>
        <translation>集団通信のみの間の電力</translation>
    </message>
    <message>
        <source>power of memory-bound kernels</source>
        <translation>メモリ律速カーネルの電力</translation>
    </message>
    <message>
        <source>power of long matrix products</source>
        <translation>長い行列積の電力</translation>
    </message>
    <message>
        <source>CO2e of making one</source>
        <translation>1個の製造に伴う CO2e</translation>
    </message>
    <message>
        <source>accelerators that share the scale-up network</source>
        <translation>スケールアップネットワークを共有するアクセラレータの数</translation>
    </message>
    <message>
        <source>memory of all accelerators, as the data sheet prints it</source>
        <translation>全アクセラレータのメモリ。データシートの表記</translation>
    </message>
    <message>
        <source>how its accelerators are joined; full detail routes between servers by it</source>
        <translation>アクセラレータどうしの接続方式。full 詳細度ではサーバ間の経路もこれで決まる</translation>
    </message>
    <message>
        <source>nominal scale-up bandwidth of one accelerator, one way; the curves say what is achieved</source>
        <translation>アクセラレータ1個の片方向スケールアップ帯域（公称）。達成値は曲線が示す</translation>
    </message>
    <message>
        <source>links of an accelerator that stay in the server</source>
        <translation>アクセラレータのリンクのうちサーバ内に留まるもの</translation>
    </message>
    <message>
        <source>group sizes of the two all-reduce curves</source>
        <translation>2つの all-reduce 曲線のグループの大きさ</translation>
    </message>
    <message>
        <source>latency of a large all-reduce</source>
        <translation>大きな all-reduce のレイテンシ</translation>
    </message>
    <message>
        <source>bus bandwidth as the message grows</source>
        <translation>メッセージが大きいときのバス帯域</translation>
    </message>
    <message>
        <source>of a ring&apos;s step between neighbours in the server</source>
        <translation>サーバ内の隣どうしで行うリング1段のレイテンシ</translation>
    </message>
    <message>
        <source>latency of an all-gather or reduce-scatter, as a share of an all-reduce&apos;s</source>
        <translation>all-gather や reduce-scatter のレイテンシ（all-reduce 比）</translation>
    </message>
    <message>
        <source>bus bandwidth of an all-gather or reduce-scatter, as a share of an all-reduce&apos;s</source>
        <translation>all-gather や reduce-scatter のバス帯域（all-reduce 比）</translation>
    </message>
    <message>
        <source>latency of small collectives, as a share of that of large ones</source>
        <translation>小さい集団通信のレイテンシ（大きいもの比）</translation>
    </message>
    <message>
        <source>bandwidth of small collectives, as a share of that of large ones</source>
        <translation>小さい集団通信の帯域（大きいもの比）</translation>
    </message>
    <message>
        <source>achieved between two accelerators, one way</source>
        <translation>アクセラレータ2個の間で達成される片方向の帯域</translation>
    </message>
    <message>
        <source>share of compute units that a collective takes</source>
        <translation>集団通信が占有する演算ユニットの割合</translation>
    </message>
    <message>
        <source>network adapters for collectives</source>
        <translation>集団通信用のネットワークアダプタの数</translation>
    </message>
    <message>
        <source>rate of one adapter, one way</source>
        <translation>アダプタ1枚の片方向の速度</translation>
    </message>
    <message>
        <source>of all adapters for collectives, as the data sheet prints it</source>
        <translation>集団通信用の全アダプタの速度。データシートの表記</translation>
    </message>
    <message>
        <source>memory of the host, for parallelism.offload</source>
        <translation>ホストのメモリ容量。parallelism.offload に使う</translation>
    </message>
    <message>
        <source>achieved between one accelerator alone and the host&apos;s memory, one way</source>
        <translation>アクセラレータ1個だけとホストメモリの間で達成される片方向の帯域</translation>
    </message>
    <message>
        <source>the same of all accelerators at once, which share switches</source>
        <translation>全アクセラレータが同時に使う場合の合計。スイッチを共有する</translation>
    </message>
    <message>
        <source>parameters that Adam on the host&apos;s processors updates</source>
        <translation>ホストのプロセッサ上の Adam が更新するパラメータ数</translation>
    </message>
    <message>
        <source>of all NVMe drives</source>
        <translation>全 NVMe ドライブの容量</translation>
    </message>
    <message>
        <source>read from all NVMe drives at once</source>
        <translation>全 NVMe ドライブの同時読み出し速度</translation>
    </message>
    <message>
        <source>written to all NVMe drives at once</source>
        <translation>全 NVMe ドライブの同時書き込み速度</translation>
    </message>
    <message>
        <source>nameplate power</source>
        <translation>定格電力</translation>
    </message>
    <message>
        <source>all but accelerators, fans and power-supply losses</source>
        <translation>アクセラレータ、ファン、電源損失を除く全電力</translation>
    </message>
    <message>
        <source>fans as a share of accelerator power</source>
        <translation>アクセラレータ電力に対するファンの割合</translation>
    </message>
    <message>
        <source>of the power supplies</source>
        <translation>電源ユニットの効率</translation>
    </message>
    <message>
        <source>list price</source>
        <translation>定価</translation>
    </message>
    <message>
        <source>the list price covers the network adapters</source>
        <translation>定価にネットワークアダプタを含む</translation>
    </message>
    <message>
        <source>CO2e of making it, without the accelerators</source>
        <translation>製造に伴う CO2e。アクセラレータを除く</translation>
    </message>
    <message>
        <source>what it is called</source>
        <translation>呼び名</translation>
    </message>
    <message>
        <source>how its switches are wired; the discrete-event engine&apos;s full detail routes by it</source>
        <translation>スイッチの配線。離散事象エンジンの full 詳細度ではこれで経路が決まる</translation>
    </message>
    <message>
        <source>over which of several shortest paths: all alike, or one by a hash</source>
        <translation>複数の最短経路の使い方：すべて均等に使うか、ハッシュで1つ選ぶ</translation>
    </message>
    <message>
        <source>of switches in a tree; as few as reach all servers where absent</source>
        <translation>ツリーのスイッチ段数。省略時は全サーバに届く最小の段数</translation>
    </message>
    <message>
        <source>accelerators along each dimension of a torus</source>
        <translation>トーラスの各次元のアクセラレータ数</translation>
    </message>
    <message>
        <source>groups, and routers of a group, of a dragonfly; balanced where absent</source>
        <translation>Dragonfly のグループ数と、グループ内のルータ数。省略時は均衡構成</translation>
    </message>
    <message>
        <source>achieved share of the adapter&apos;s rate</source>
        <translation>アダプタ速度のうち達成される割合</translation>
    </message>
    <message>
        <source>of a message between servers</source>
        <translation>サーバ間メッセージのレイテンシ</translation>
    </message>
    <message>
        <source>downlinks over uplinks of a leaf</source>
        <translation>オーバーサブスクリプション：リーフの下りリンク数 / 上りリンク数</translation>
    </message>
    <message>
        <source>switches add up all-reduces, so that data go up and down once</source>
        <translation>スイッチが all-reduce を加算するため、データの上り下りは1回ずつ</translation>
    </message>
    <message>
        <source>ports of a switch</source>
        <translation>スイッチのポート数</translation>
    </message>
    <message>
        <source>of a switch</source>
        <translation>スイッチ1台の電力</translation>
    </message>
    <message>
        <source>of one end of an optical link</source>
        <translation>光リンク片端の電力</translation>
    </message>
    <message>
        <source>copper cables among those at servers, which take no optics; none where absent</source>
        <translation>サーバ側ケーブルのうち光モジュールの要らない銅ケーブルの割合。省略時はなし</translation>
    </message>
    <message>
        <source>of a switch; with cable_price_usd the network is priced by its parts</source>
        <translation>スイッチ1台の価格。cable_price_usd とあわせてネットワークを部品で積算する</translation>
    </message>
    <message>
        <source>of a cable with what is at its ends; without it where optics_price_usd is given</source>
        <translation>両端の部品を含むケーブル1本の価格。optics_price_usd があれば部品を含まない</translation>
    </message>
    <message>
        <source>of the transceiver at one end of an optical cable</source>
        <translation>光ケーブル片端のトランシーバの価格</translation>
    </message>
    <message>
        <source>of a copper cable; cable_price_usd where absent</source>
        <translation>銅ケーブル1本の価格。省略時は cable_price_usd</translation>
    </message>
    <message>
        <source>of a network adapter, where the server&apos;s price is without them</source>
        <translation>ネットワークアダプタの価格。サーバ価格に含まれない場合</translation>
    </message>
    <message>
        <source>servers of a scalable unit of the published build</source>
        <translation>公表構成のスケーラブルユニットのサーバ数</translation>
    </message>
    <message>
        <source>switch ports that a server takes</source>
        <translation>サーバ1台が使うスイッチのポート数</translation>
    </message>
    <message>
        <source>numbers of units that the switch counts are for</source>
        <translation>スイッチ台数の前提となるユニット数</translation>
    </message>
    <message>
        <source>by number of units</source>
        <translation>ユニット数ごとの台数</translation>
    </message>
    <message>
        <source>by number of units; 0 where two tiers do</source>
        <translation>ユニット数ごとの台数。2段で足りる場合は 0</translation>
    </message>
    <message>
        <source>tensor parallel degree</source>
        <translation>テンソル並列度</translation>
    </message>
    <message>
        <source>pipeline stages</source>
        <translation>パイプラインのステージ数</translation>
    </message>
    <message>
        <source>data parallel degree; follows from the GPUs where absent</source>
        <translation>データ並列度。省略時は GPU 数から決まる</translation>
    </message>
    <message>
        <source>context parallel degree: ring attention, zig-zag so that a causal mask is balanced</source>
        <translation>コンテキスト並列度：リングアテンション。因果マスクの負荷が揃うようジグザグに分割</translation>
    </message>
    <message>
        <source>expert parallel degree, inside of data</source>
        <translation>エキスパート並列度。データ並列の内側</translation>
    </message>
    <message>
        <source>sequences of a micro-batch</source>
        <translation>マイクロバッチの系列数</translation>
    </message>
    <message>
        <source>order of work in the pipeline</source>
        <translation>パイプラインでの作業順序</translation>
    </message>
    <message>
        <source>model chunks of a pipeline rank</source>
        <translation>パイプラインの1ランクが持つモデルチャンクの数</translation>
    </message>
    <message>
        <source>layers of each stage, for an uneven split</source>
        <translation>不均等に分割する場合の、各ステージの層数</translation>
    </message>
    <message>
        <source>split norms and dropout along the sequence</source>
        <translation>正規化とドロップアウトを系列方向に分割</translation>
    </message>
    <message>
        <source>what is computed again in the backward pass</source>
        <translation>逆伝播で計算し直すもの</translation>
    </message>
    <message>
        <source>ZeRO: 1 shards optimizer, 2 gradients too, 3 weights too</source>
        <translation>ZeRO:1 はオプティマイザ、2 は勾配も、3 は重みも分割</translation>
    </message>
    <message>
        <source>what the host keeps and updates instead: nothing, the optimizer with the gradients it takes, or the parameters too</source>
        <translation>代わりにホストが保持・更新するもの：なし、オプティマイザとそれに要る勾配、またはパラメータも</translation>
    </message>
    <message>
        <source>where that lies: in the host&apos;s memory, or on its NVMe drives</source>
        <translation>置き場所：ホストのメモリ、またはその NVMe ドライブ</translation>
    </message>
    <message>
        <source>what the discrete-event engine runs: one data parallel replica that stands for all, or every accelerator and every link</source>
        <translation>離散事象エンジンの対象：全体を代表する1つのデータ並列レプリカか、全アクセラレータと全リンクか</translation>
    </message>
    <message>
        <source>of all random numbers</source>
        <translation>すべての乱数のシード</translation>
    </message>
    <message>
        <source>runs with other random numbers, for quantiles; the median one is reported</source>
        <translation>乱数を変えて実行する回数。分位点に使い、中央値の回を報告する</translation>
    </message>
    <message>
        <source>relative spread of the duration of each piece of work</source>
        <translation>個々の作業時間の相対的なばらつき</translation>
    </message>
    <message>
        <source>relative spread of the speed of accelerators; needs detail = &quot;full&quot;</source>
        <translation>アクセラレータ速度の相対的なばらつき。detail = &quot;full&quot; が必要</translation>
    </message>
    <message>
        <source>slow accelerators and their speed: &quot;17=0.8&quot;, &quot;16-23=0.9&quot;, &quot;server3=0.95&quot;, &quot;server3/gpu5=0.8&quot;</source>
        <translation>遅いアクセラレータとその速度：&quot;17=0.8&quot;、&quot;16-23=0.9&quot;、&quot;server3=0.95&quot;、&quot;server3/gpu5=0.8&quot;</translation>
    </message>
    <message>
        <source>links and the share of their rate that is left, 0: cut: &quot;server3/nic2=0.5&quot;, &quot;leaf0.1-spine0.2=0&quot;</source>
        <translation>リンクと残る速度の割合。0 は切断：&quot;server3/nic2=0.5&quot;、&quot;leaf0.1-spine0.2=0&quot;</translation>
    </message>
    <message>
        <source>which of these constants are fitted to measured runs</source>
        <translation>これらの定数のうち実測に当てはめたもの</translation>
    </message>
    <message>
        <source>fitted, on the whole iteration</source>
        <translation>イテレーション全体にかかる係数。実測に当てはめた値</translation>
    </message>
    <message>
        <source>attention as one kernel without s x s storage</source>
        <translation>s x s の中間結果を保存しない単一カーネルのアテンション</translation>
    </message>
    <message>
        <source>its own attention is one kernel, with or without FlashAttention</source>
        <translation>FlashAttention の有無によらず、独自のアテンションが単一カーネル</translation>
    </message>
    <message>
        <source>of FlashAttention, or what its own kernel is like</source>
        <translation>FlashAttention のバージョン、または独自カーネルが相当するもの</translation>
    </message>
    <message>
        <source>norms, softmax and the like are the framework&apos;s own</source>
        <translation>正規化やソフトマックスなどはフレームワーク標準のもの</translation>
    </message>
    <message>
        <source>of its attention kernel, against the accelerator&apos;s curve</source>
        <translation>アテンションカーネルの速度（アクセラレータの曲線比）</translation>
    </message>
    <message>
        <source>element-wise kernels are fused</source>
        <translation>要素ごとのカーネルを融合する</translation>
    </message>
    <message>
        <source>traffic of element-wise kernels that are not fused</source>
        <translation>融合しない要素ごとのカーネルの転送量</translation>
    </message>
    <message>
        <source>weight gradients add up inside of the GEMM</source>
        <translation>重み勾配を GEMM 内で累積する</translation>
    </message>
    <message>
        <source>of a gradient as accumulated and reduced</source>
        <translation>累積・リダクション時の勾配1個のバイト数</translation>
    </message>
    <message>
        <source>tensor parallel all-reduce beside weight gradients</source>
        <translation>テンソル並列の all-reduce を重み勾配と重ねる</translation>
    </message>
    <message>
        <source>when gradients are reduced</source>
        <translation>勾配をリダクションする時期</translation>
    </message>
    <message>
        <source>share of the gradients that no backward can hide</source>
        <translation>逆伝播で隠蔽できない勾配の割合</translation>
    </message>
    <message>
        <source>what stages do while they send</source>
        <translation>送信中のステージの動作</translation>
    </message>
    <message>
        <source>a stage output crosses the fabric once, not once a rank</source>
        <translation>ステージ出力がファブリックを渡るのはランクごとではなく1回</translation>
    </message>
    <message>
        <source>pipeline stages of equal weights, the head&apos;s too, where no split is given</source>
        <translation>分割の指定がない場合、出力ヘッドも含めてステージの負荷を揃える</translation>
    </message>
    <message>
        <source>of the token permutation of experts, as a share of the streaming rate</source>
        <translation>エキスパートのトークン並べ替えの効率（ストリーミング速度比）</translation>
    </message>
    <message>
        <source>tokens of the busiest expert over the mean</source>
        <translation>最も混むエキスパートのトークン数 / 平均</translation>
    </message>
    <message>
        <source>least host time for a layer&apos;s forward</source>
        <translation>1層の順伝播に要するホスト時間の下限</translation>
    </message>
    <message>
        <source>least host time for a layer&apos;s backward</source>
        <translation>1層の逆伝播に要するホスト時間の下限</translation>
    </message>
    <message>
        <source>more host time for a layer, forward and backward, for each further tensor parallel rank</source>
        <translation>テンソル並列のランクが1つ増えるごとに1層の順伝播と逆伝播に加わるホスト時間</translation>
    </message>
    <message>
        <source>the same where there is a pipeline</source>
        <translation>パイプライン並列がある場合の同じ値</translation>
    </message>
    <message>
        <source>host time once an iteration: data, logging, the optimizer&apos;s launch</source>
        <translation>1イテレーションに1回のホスト時間：データ、ログ、オプティマイザの起動</translation>
    </message>
    <message>
        <source>its optimizer is sharded so far, asked for or not</source>
        <translation>指定の有無によらず、オプティマイザはここまで分割される</translation>
    </message>
    <message>
        <source>sequence parallel wherever there is tensor parallel, asked for or not</source>
        <translation>指定の有無によらず、テンソル並列があればシーケンス並列にする</translation>
    </message>
    <message>
        <source>ZeRO shards fp32 master weights with the moments</source>
        <translation>ZeRO がモーメントとともに fp32 マスタ重みも分割する</translation>
    </message>
    <message>
        <source>what its own log calls its peak memory</source>
        <translation>自身のログがピークメモリと呼ぶもの</translation>
    </message>
    <message>
        <source>context, libraries and communicators</source>
        <translation>コンテキスト、ライブラリ、通信子</translation>
    </message>
    <message>
        <source>factor on memory that comes and goes</source>
        <translation>確保と解放を繰り返すメモリにかかる係数</translation>
    </message>
    <message>
        <source>parameters of a gradient bucket</source>
        <translation>勾配バケット1つのパラメータ数</translation>
    </message>
    <message>
        <source>tokens of a sequence</source>
        <translation>1系列のトークン数</translation>
    </message>
    <message>
        <source>sequences of an iteration</source>
        <translation>1イテレーションの系列数</translation>
    </message>
    <message>
        <source>tokens of the whole run; without it one iteration is answered</source>
        <translation>学習ラン全体のトークン数。省略時は1イテレーションのみ答える</translation>
    </message>
    <message>
        <source>that the model needs for the whole run, in the place of tokens</source>
        <translation>トークン数の代わりに指定する、学習ラン全体でモデルが要する FLOP</translation>
    </message>
    <message>
        <source>passes over dataset_tokens, in the place of tokens</source>
        <translation>トークン数の代わりに指定する、dataset_tokens を通す回数</translation>
    </message>
    <message>
        <source>tokens of the dataset</source>
        <translation>データセットのトークン数</translation>
    </message>
    <message>
        <source>sequences of the first iterations, where the batch grows to global_batch</source>
        <translation>バッチが global_batch まで増える場合の、最初のイテレーションの系列数</translation>
    </message>
    <message>
        <source>sequences that it grows by, after as many tokens each time</source>
        <translation>一定のトークンごとに増える系列数</translation>
    </message>
    <message>
        <source>tokens until the batch has grown</source>
        <translation>バッチが増え終わるまでのトークン数</translation>
    </message>
    <message>
        <source>number format of the matrix products</source>
        <translation>行列積の数値形式</translation>
    </message>
    <message>
        <source>who fitted it</source>
        <translation>当てはめた著者</translation>
    </message>
    <message>
        <source>chinchilla: E + A / N^alpha + B / D^beta; kaplan: ((N_c / N)^(alpha_N / alpha_D) + D_c / D)^alpha_D</source>
        <translation>chinchilla:E + A / N^alpha + B / D^beta、kaplan:((N_c / N)^(alpha_N / alpha_D) + D_c / D)^alpha_D</translation>
    </message>
    <message>
        <source>E: what no size and no tokens take away</source>
        <translation>E：規模やトークンを増やしても減らない損失</translation>
    </message>
    <message>
        <source>A, or N_c</source>
        <translation>A、または N_c</translation>
    </message>
    <message>
        <source>alpha, or alpha_N</source>
        <translation>alpha、または alpha_N</translation>
    </message>
    <message>
        <source>B, or D_c</source>
        <translation>B、または D_c</translation>
    </message>
    <message>
        <source>beta, or alpha_D</source>
        <translation>beta、または alpha_D</translation>
    </message>
    <message>
        <source>standard error of that constant; for the record alone</source>
        <translation>その定数の標準誤差。記録のみ</translation>
    </message>
    <message>
        <source>embeddings are parameters of the law</source>
        <translation>この則ではパラメータに埋め込みを含める</translation>
    </message>
    <message>
        <source>over dataset_tokens, up to which it holds</source>
        <translation>この則が成り立つ、dataset_tokens を通す回数の上限</translation>
    </message>
    <message>
        <source>mean time between failures of one accelerator that stop the job</source>
        <translation>ジョブを止める障害の、アクセラレータ1個の平均故障間隔</translation>
    </message>
    <message>
        <source>the same of one server without them</source>
        <translation>アクセラレータを除くサーバ1台の平均故障間隔</translation>
    </message>
    <message>
        <source>the same of one adapter</source>
        <translation>アダプタ1枚の平均故障間隔</translation>
    </message>
    <message>
        <source>the same of one switch with its cables</source>
        <translation>ケーブルを含むスイッチ1台の平均故障間隔</translation>
    </message>
    <message>
        <source>the same of the software, for one server</source>
        <translation>サーバ1台当たりのソフトウェアの平均故障間隔</translation>
    </message>
    <message>
        <source>mean time between failures of one server that stop the job, in the place of all classes</source>
        <translation>ジョブを止める障害の、サーバ1台の平均故障間隔。全分類の代わりに指定</translation>
    </message>
    <message>
        <source>times as often as those say</source>
        <translation>上の値に対する故障頻度の倍率</translation>
    </message>
    <message>
        <source>Weibull shape; below 1 a young machine fails more often</source>
        <translation>ワイブル分布の形状母数。1 未満なら新しい機械ほど故障しやすい</translation>
    </message>
    <message>
        <source>age at the start of the run, for a shape other than 1</source>
        <translation>学習ラン開始時の使用日数。形状母数が 1 以外の場合に使う</translation>
    </message>
    <message>
        <source>until a failure is noticed</source>
        <translation>障害に気づくまでの時間</translation>
    </message>
    <message>
        <source>from then to training again; loading the checkpoint comes on top</source>
        <translation>検知から学習再開までの時間。チェックポイントの読み込みは別</translation>
    </message>
    <message>
        <source>does training wait for the file system, or for a copy in host memory</source>
        <translation>学習はファイルシステムへの書き込みを待つか、ホストメモリへのコピーだけを待つか</translation>
    </message>
    <message>
        <source>write rate of the file system, all writers together</source>
        <translation>ファイルシステムの書き込み速度。全書き込み元の合計</translation>
    </message>
    <message>
        <source>read rate of the file system, all together</source>
        <translation>ファイルシステムの読み出し速度。合計</translation>
    </message>
    <message>
        <source>of one server, to and from the file system</source>
        <translation>サーバ1台とファイルシステムの間の速度</translation>
    </message>
    <message>
        <source>of one accelerator into host memory, for asynchronous checkpoints</source>
        <translation>非同期チェックポイント用の、アクセラレータ1個からホストメモリへの速度</translation>
    </message>
    <message>
        <source>work between checkpoints; the best one where absent</source>
        <translation>チェックポイント間の作業時間。省略時は最適値</translation>
    </message>
    <message>
        <source>bought and powered beside the others; without it there is always one, of somebody else</source>
        <translation>追加で購入し通電しておく台数。省略時は他所の1台が常に使えるとみなす</translation>
    </message>
    <message>
        <source>until a failed server is back</source>
        <translation>故障したサーバが戻るまでの時間</translation>
    </message>
    <message>
        <source>before the first iteration, once</source>
        <translation>最初のイテレーションまでの時間。1回だけ</translation>
    </message>
    <message>
        <source>iterations between evaluations; 0: none</source>
        <translation>評価と評価の間のイテレーション数。0：評価なし</translation>
    </message>
    <message>
        <source>forward passes of a global batch, each time</source>
        <translation>1回の評価で行うグローバルバッチの順伝播の回数</translation>
    </message>
    <message>
        <source>share of spot machines that the provider takes back in a month</source>
        <translation>1か月に事業者が回収するスポット機の割合</translation>
    </message>
    <message>
        <source>warning before that</source>
        <translation>回収前の予告時間</translation>
    </message>
    <message>
        <source>the place</source>
        <translation>場所</translation>
    </message>
    <message>
        <source>price of electricity</source>
        <translation>電力の単価</translation>
    </message>
    <message>
        <source>CO2e of the grid</source>
        <translation>電力系統の CO2e</translation>
    </message>
    <message>
        <source>what the grid figure counts</source>
        <translation>系統の排出係数に含まれるもの</translation>
    </message>
    <message>
        <source>PUE: facility energy over IT energy</source>
        <translation>電力使用効率 (PUE)：施設の電力量 / IT の電力量</translation>
    </message>
    <message>
        <source>WUE: water on site for each kWh of IT energy</source>
        <translation>水使用効率 (WUE):IT の電力量 1 kWh 当たりの敷地内の水</translation>
    </message>
    <message>
        <source>water in power plants for each kWh of facility energy</source>
        <translation>施設の電力量 1 kWh 当たりに発電所で使われる水</translation>
    </message>
    <message>
        <source>to build the room, for each watt of IT</source>
        <translation>IT 1 W 当たりの機械室の建設費</translation>
    </message>
    <message>
        <source>mean outdoor temperature</source>
        <translation>平均外気温</translation>
    </message>
    <message>
        <source>mean of the wet bulb</source>
        <translation>平均湿球温度</translation>
    </message>
    <message>
        <source>exceeded 1 % of the year</source>
        <translation>年間の 1 % で超える値</translation>
    </message>
    <message>
        <source>hours of 8784 at 18 C and less; they shape the year where given</source>
        <translation>8784 時間中、18 C 以下の時間数。指定すると年間の気温分布を決める</translation>
    </message>
    <message>
        <source>hours of 8784 at 24 C and less; they shape the year where given</source>
        <translation>8784 時間中、24 C 以下の時間数。指定すると年間の気温分布を決める</translation>
    </message>
    <message>
        <source>wet-bulb hours of 8784 at 10 C and less; they shape the year where given</source>
        <translation>8784 時間中、湿球温度が 10 C 以下の時間数。指定すると年間の気温分布を決める</translation>
    </message>
    <message>
        <source>wet-bulb hours of 8784 at 16 C and less; they shape the year where given</source>
        <translation>8784 時間中、湿球温度が 16 C 以下の時間数。指定すると年間の気温分布を決める</translation>
    </message>
    <message>
        <source>what carries the heat away</source>
        <translation>熱を運び出す方式</translation>
    </message>
    <message>
        <source>supply of the chilled loop</source>
        <translation>冷水ループの供給温度</translation>
    </message>
    <message>
        <source>from supply to return</source>
        <translation>供給から戻りまでの温度差</translation>
    </message>
    <message>
        <source>supply of the loop of cold plates and tanks</source>
        <translation>コールドプレートや液浸槽のループの供給温度</translation>
    </message>
    <message>
        <source>of a tower to the wet bulb, of a dry cooler to the dry one</source>
        <translation>冷却塔は湿球温度、ドライクーラは乾球温度に対する温度差</translation>
    </message>
    <message>
        <source>of the economizer</source>
        <translation>外気冷却（エコノマイザ）の温度差</translation>
    </message>
    <message>
        <source>of the refrigerant above the tower&apos;s water, or above the air outdoors</source>
        <translation>冷却塔の水または外気に対する冷媒の温度差</translation>
    </message>
    <message>
        <source>refrigerant below the supply</source>
        <translation>供給温度に対する冷媒の温度差</translation>
    </message>
    <message>
        <source>of the Carnot cycle that a chiller reaches</source>
        <translation>冷凍機が達するカルノーサイクル比</translation>
    </message>
    <message>
        <source>where the lift gets small</source>
        <translation>温度リフトが小さいときの COP の上限</translation>
    </message>
    <message>
        <source>of the heat, into cold plates</source>
        <translation>熱のうちコールドプレートに入る割合</translation>
    </message>
    <message>
        <source>fans at full flow, of the heat that air carries</source>
        <translation>最大風量時のファン電力。空気が運ぶ熱に対する割合</translation>
    </message>
    <message>
        <source>pumps, of the heat</source>
        <translation>ポンプ電力。熱に対する割合</translation>
    </message>
    <message>
        <source>fans and pumps outdoors, of the heat rejected</source>
        <translation>屋外のファンとポンプの電力。放熱量に対する割合</translation>
    </message>
    <message>
        <source>UPS, transformers, distribution, of IT</source>
        <translation>UPS、変圧器、配電の損失。IT に対する割合</translation>
    </message>
    <message>
        <source>lights and offices, of IT</source>
        <translation>照明と事務所。IT に対する割合</translation>
    </message>
    <message>
        <source>of a wet tower&apos;s heat, by evaporation</source>
        <translation>湿式冷却塔の熱のうち蒸発による割合</translation>
    </message>
    <message>
        <source>of concentration, before blowdown</source>
        <translation>ブローまでの濃縮倍数</translation>
    </message>
    <message>
        <source>of air through the servers</source>
        <translation>サーバを通る空気の温度上昇</translation>
    </message>
    <message>
        <source>one passenger, New York to San Francisco</source>
        <translation>乗客1人、ニューヨーク–サンフランシスコ間</translation>
    </message>
    <message>
        <source>a passenger car for a year</source>
        <translation>乗用車1台の1年</translation>
    </message>
    <message>
        <source>a household&apos;s energy for a year</source>
        <translation>1世帯の1年のエネルギー</translation>
    </message>
    <message>
        <source>what a tree takes up in a year</source>
        <translation>樹木1本が1年に吸収する量</translation>
    </message>
    <message>
        <source>years that the machine serves</source>
        <translation>機械の使用年数</translation>
    </message>
    <message>
        <source>years that the room serves</source>
        <translation>機械室の使用年数</translation>
    </message>
    <message>
        <source>share of those years that it works</source>
        <translation>その年数のうち稼働する割合</translation>
    </message>
    <message>
        <source>a year</source>
        <translation>年率</translation>
    </message>
    <message>
        <source>network&apos;s share of servers and network together, where its parts have no price</source>
        <translation>部品に価格がない場合の、サーバとネットワークの合計に占めるネットワークの割合</translation>
    </message>
    <message>
        <source>maintenance and support a year, of servers and network</source>
        <translation>サーバとネットワークに対する年間の保守・サポート費</translation>
    </message>
    <message>
        <source>people who run 100 servers</source>
        <translation>サーバ 100 台を運用する人数</translation>
    </message>
    <message>
        <source>what one of them costs, all included</source>
        <translation>要員1人の年間費用。諸経費込み</translation>
    </message>
    <message>
        <source>a room of one&apos;s own, or colocation by kW and month</source>
        <translation>自前の機械室、または kW・月単位のコロケーション</translation>
    </message>
    <message>
        <source>rent of a kW of nameplate, electricity on top</source>
        <translation>定格 1 kW の賃料。電気代は別</translation>
    </message>
    <message>
        <source>price of water on site</source>
        <translation>敷地内の水の単価</translation>
    </message>
    <message>
        <source>checkpoints in storage</source>
        <translation>ストレージに保持するチェックポイントの数</translation>
    </message>
    <message>
        <source>of a file system of one&apos;s own</source>
        <translation>自前のファイルシステムの容量単価</translation>
    </message>
    <message>
        <source>of a file system of one&apos;s own, for its write rate</source>
        <translation>自前のファイルシステムの書き込み速度当たりの単価</translation>
    </message>
    <message>
        <source>of the price of servers and network, at the end of their life</source>
        <translation>耐用年数末の、サーバとネットワークの価格に対する割合</translation>
    </message>
    <message>
        <source>how fast the price of such a machine falls on the market</source>
        <translation>こうした機械の市場価格が下がる速さ</translation>
    </message>
    <message>
        <source>how the purchase is written off against taxes</source>
        <translation>購入費を税務上どう償却するか</translation>
    </message>
    <message>
        <source>on profits, which costs lower</source>
        <translation>利益に対する税率。費用は利益を減らす</translation>
    </message>
    <message>
        <source>of the purchase, by a loan</source>
        <translation>購入費のうち融資による割合</translation>
    </message>
    <message>
        <source>interest a year</source>
        <translation>年利</translation>
    </message>
    <message>
        <source>term of the loan</source>
        <translation>融資の期間</translation>
    </message>
    <message>
        <source>checkpoints and data, at the cloud</source>
        <translation>クラウドに置くチェックポイントとデータ</translation>
    </message>
    <message>
        <source>to take a checkpoint out of the cloud</source>
        <translation>チェックポイントをクラウドから取り出す料金</translation>
    </message>
    <message>
        <source>power that the site has, at nameplate</source>
        <translation>サイトで使える電力（定格）</translation>
    </message>
    <message>
        <source>heat that it can carry away</source>
        <translation>運び出せる熱量</translation>
    </message>
    <message>
        <source>racks that there is room for</source>
        <translation>設置できるラック数</translation>
    </message>
    <message>
        <source>power of a rack</source>
        <translation>ラック1台の電力</translation>
    </message>
    <message>
        <source>until the run must be done</source>
        <translation>学習ランを終えるまでの期限</translation>
    </message>
    <message>
        <source>for this run</source>
        <translation>この学習ランの予算</translation>
    </message>
    <message>
        <source>to buy the machine</source>
        <translation>機械の購入予算</translation>
    </message>
    <message>
        <source>how the model comes about: trained from scratch where absent</source>
        <translation>モデルの作り方。省略時は最初から学習</translation>
    </message>
    <message>
        <source>of a distilled model: a model of scenarios/models</source>
        <translation>蒸留の場合：scenarios/models のモデル</translation>
    </message>
    <message>
        <source>of low-rank adapters</source>
        <translation>低ランクアダプタのランク</translation>
    </message>
    <message>
        <source>that have an adapter: q, k, v, o, gate, up, down</source>
        <translation>アダプタを付ける行列：q、k、v、o、gate、up、down</translation>
    </message>
    <message>
        <source>of a quantized model&apos;s weights, or of QLoRA&apos;s frozen ones</source>
        <translation>量子化モデルの重み、または QLoRA の凍結した重みのビット数</translation>
    </message>
    <message>
        <source>of QLoRA: time that it adds to matrix products</source>
        <translation>QLoRA：行列積に加わる時間</translation>
    </message>
    <message>
        <source>of quantization after training, each seen once</source>
        <translation>学習後量子化の較正に使うトークン数。各1回</translation>
    </message>
    <message>
        <source>of a pruned model; unstructured zeros make nothing faster</source>
        <translation>枝刈りモデルの疎性。非構造の零では速くならない</translation>
    </message>
    <message>
        <source>of matrix products with 2:4 sparsity, on chips that skip zeros; the accelerator's where absent</source>
        <translation>ゼロを飛ばせるチップでの 2:4 疎性による行列積の高速化率。省略時はアクセラレータの値</translation>
    </message>
    <message>
        <source>what was measured of the result against the model that it replaces; unknown where absent</source>
        <translation>置き換える対象のモデルに対する、結果の実測品質。省略時は不明</translation>
    </message>
    <message>
        <source>who measured it</source>
        <translation>測定した者</translation>
    </message>
    <message>
        <source>tokens of a request</source>
        <translation>1リクエストのトークン数</translation>
    </message>
    <message>
        <source>tokens of its answer; 0 of an encoder</source>
        <translation>その応答のトークン数。エンコーダでは 0</translation>
    </message>
    <message>
        <source>prompts and answers together; one busy replica where absent</source>
        <translation>入力と応答の合計。省略時は稼働中のレプリカ1つ分</translation>
    </message>
    <message>
        <source>requests at once on a replica; where absent the most that memory and token_ms allow</source>
        <translation>1レプリカの同時リクエスト数。省略時はメモリと token_ms が許す最大</translation>
    </message>
    <message>
        <source>longest mean time of a token of an answer, with the prompts of other requests between, or of an encoder&apos;s batch</source>
        <translation>応答の 1 トークンの平均時間（他の要求の入力を読む間も含む）、またはエンコーダの 1 バッチの時間の上限</translation>
    </message>
    <message>
        <source>of a stored weight; the recipe&apos;s where absent, else 16</source>
        <translation>保存する重みのビット数。省略時は recipe の値、なければ 16</translation>
    </message>
    <message>
        <source>of keys and values; 16 where absent</source>
        <translation>キーとバリューのビット数。省略時は 16</translation>
    </message>
    <message>
        <source>tensor parallel degree of a replica; where absent the power of two that costs the least a token and keeps to token_ms</source>
        <translation>1レプリカのテンソル並列度。省略時は token_ms を守り、トークンあたり最も安い2のべき乗</translation>
    </message>
    <message>
        <source>all-reduce of a few KB within a server, as measured; where absent by the server&apos;s curve, which is that of large messages and too slow for such</source>
        <translation>サーバ内の数 KB の all-reduce（実測）。省略時はサーバの曲線によるが、大きなメッセージの値なので遅すぎる</translation>
    </message>
    <message>
        <source>share of the time that replicas are busy; 1 where absent</source>
        <translation>レプリカが稼働する時間の割合。省略時は 1</translation>
    </message>
    <message>
        <source>of service; 1 where absent</source>
        <translation>サービスの年数。省略時は 1</translation>
    </message>
    <message>
        <source>a server of hardware_db/servers to serve on; the cluster&apos;s where absent</source>
        <translation>推論に使う hardware_db/servers のサーバ。省略時はクラスタのもの</translation>
    </message>
    <message>
        <source>a cloud offer to rent it from; those of economics.compare where absent</source>
        <translation>借りるクラウドプラン。省略時は economics.compare のもの</translation>
    </message>
    <message>
        <source>how the iteration was timed</source>
        <translation>イテレーション時間の求め方</translation>
    </message>
    <message>
        <source>accelerators in use</source>
        <translation>使うアクセラレータの数</translation>
    </message>
    <message>
        <source>servers x accelerators of each, or as given</source>
        <translation>サーバ台数 x 1台のアクセラレータ数、または指定値</translation>
    </message>
    <message>
        <source>data parallel degree</source>
        <translation>データ並列度</translation>
    </message>
    <message>
        <source>GPUs / (tensor x pipeline x context)</source>
        <translation>GPU 数 / (テンソル x パイプライン x コンテキスト)</translation>
    </message>
    <message>
        <source>parameters of the model</source>
        <translation>モデルのパラメータ数</translation>
    </message>
    <message>
        <source>layers x (attention + FFN + norms) + embeddings (Narayanan et al. 2021 eq. 2, exact)</source>
        <translation>層数 x (アテンション + FFN + 正規化) + 埋め込み (Narayanan et al. 2021 式 2、厳密)</translation>
    </message>
    <message>
        <source>parameters that one token visits</source>
        <translation>1トークンが通るパラメータ数</translation>
    </message>
    <message>
        <source>parameters less the routed experts that a token is not sent to</source>
        <translation>パラメータ数からトークンが送られないエキスパートを除いたもの</translation>
    </message>
    <message>
        <source>FLOPs that the model needs in an iteration</source>
        <translation>1イテレーションでモデルが要する FLOP</translation>
    </message>
    <message>
        <source>3 x forward: matrix products, attention over the full square, output head</source>
        <translation>3 x 順伝播:行列積、全正方形のアテンション、出力ヘッド</translation>
    </message>
    <message>
        <source>hardware FLOPs of an iteration, recomputation counted</source>
        <translation>再計算を含む1イテレーションのハードウェア FLOPs</translation>
    </message>
    <message>
        <source>model FLOPs + what recomputation repeats</source>
        <translation>モデル FLOP + 再計算で繰り返す分</translation>
    </message>
    <message>
        <source>time of an iteration</source>
        <translation>1イテレーションの時間</translation>
    </message>
    <message>
        <source>the sum of its parts</source>
        <translation>各部分の和</translation>
    </message>
    <message>
        <source>model FLOPs a second and GPU</source>
        <translation>GPU 1個・1秒当たりのモデル FLOP</translation>
    </message>
    <message>
        <source>model FLOPs / (time x GPUs)</source>
        <translation>モデル FLOP / (時間 x GPU 数)</translation>
    </message>
    <message>
        <source>FLOPs a second and GPU, recomputation counted</source>
        <translation>GPU 1個・1秒当たりの FLOP、再計算込み</translation>
    </message>
    <message>
        <source>hardware FLOPs / (time x GPUs)</source>
        <translation>ハードウェア FLOP / (時間 x GPU 数)</translation>
    </message>
    <message>
        <source>model FLOPs utilization</source>
        <translation>モデル FLOPs 利用率 (MFU)</translation>
    </message>
    <message>
        <source>model FLOP/s a GPU / peak</source>
        <translation>GPU 1個のモデル FLOP/s / ピーク</translation>
    </message>
    <message>
        <source>hardware FLOPs utilization</source>
        <translation>ハードウェア FLOPs 利用率 (HFU)</translation>
    </message>
    <message>
        <source>hardware FLOP/s a GPU / peak</source>
        <translation>GPU 1個のハードウェア FLOP/s / ピーク</translation>
    </message>
    <message>
        <source>tokens a second of the whole cluster</source>
        <translation>クラスタ全体の1秒当たりトークン数</translation>
    </message>
    <message>
        <source>global batch x sequence / time</source>
        <translation>グローバルバッチ x 系列長 / 時間</translation>
    </message>
    <message>
        <source>share of the pipeline&apos;s makespan that a stage stands idle</source>
        <translation>パイプラインの所要時間のうちステージが遊ぶ割合</translation>
    </message>
    <message>
        <source>bubble / makespan</source>
        <translation>バブル / 所要時間</translation>
    </message>
    <message>
        <source>micro-batches of one pipeline</source>
        <translation>1パイプラインのマイクロバッチ数</translation>
    </message>
    <message>
        <source>global batch / (data x micro-batch)</source>
        <translation>グローバルバッチ / (データ並列度 x マイクロバッチ)</translation>
    </message>
    <message>
        <source>pipeline, from first forward to last backward</source>
        <translation>パイプラインの所要時間：最初の順伝播から最後の逆伝播まで</translation>
    </message>
    <message>
        <source>micro-batches x slowest stage + filling and draining, by the schedule</source>
        <translation>マイクロバッチ数 x 最も遅いステージ + 充填と排出(スケジュールによる)</translation>
    </message>
    <message>
        <source>pipeline stage that sets the pace, from 0</source>
        <translation>律速となるパイプラインステージ（0 から数える）</translation>
    </message>
    <message>
        <source>one micro-batch on the slowest stage, forward and backward</source>
        <translation>最も遅いステージでの1マイクロバッチの順伝播と逆伝播</translation>
    </message>
    <message>
        <source>its layers + head or embedding + blocking transfers</source>
        <translation>層 + 出力ヘッドまたは埋め込み + ブロッキング転送</translation>
    </message>
    <message>
        <source>layers of the stage that sets the pace</source>
        <translation>律速ステージの層数</translation>
    </message>
    <message>
        <source>forward pass of a layer (mean over kinds)</source>
        <translation>1層の順伝播（種類ごとの平均）</translation>
    </message>
    <message>
        <source>kernels + exposed communication (operations below)</source>
        <translation>カーネル + 隠蔽されない通信(内訳は下)</translation>
    </message>
    <message>
        <source>backward pass of a layer, recomputation included</source>
        <translation>1層の逆伝播、再計算を含む</translation>
    </message>
    <message>
        <source>kernels + exposed communication + recomputed forward (operations below)</source>
        <translation>カーネル + 隠蔽されない通信 + 再計算の順伝播(内訳は下)</translation>
    </message>
    <message>
        <source>output head and loss, forward and backward, on the last stage</source>
        <translation>最終ステージの出力ヘッドと損失、順伝播と逆伝播</translation>
    </message>
    <message>
        <source>matrix products and cross-entropy over the vocabulary</source>
        <translation>語彙にわたる行列積と交差エントロピー</translation>
    </message>
    <message>
        <source>embedding, forward and backward, on the first stage</source>
        <translation>先頭ステージの埋め込み、順伝播と逆伝播</translation>
    </message>
    <message>
        <source>look-up and its all-reduce</source>
        <translation>参照とその all-reduce</translation>
    </message>
    <message>
        <source>one transfer between neighbouring stages</source>
        <translation>隣り合うステージ間の1回の転送</translation>
    </message>
    <message>
        <source>latency + bytes over the adapter&apos;s achieved rate (+ all-gather in the server)</source>
        <translation>レイテンシ + バイト数 / アダプタの達成速度(+ サーバ内の all-gather)</translation>
    </message>
    <message>
        <source>matrix products and attention</source>
        <translation>行列積とアテンション</translation>
    </message>
    <message>
        <source>micro-batches x products of the slowest stage: its layers&apos;, and the head&apos;s on the last</source>
        <translation>マイクロバッチ数 x 最も遅いステージの行列積:その層の分と、最終ステージなら出力ヘッドの分</translation>
    </message>
    <message>
        <source>norms, softmax, dropout, activations, gradient accumulation</source>
        <translation>正規化、ソフトマックス、ドロップアウト、活性化関数、勾配累積</translation>
    </message>
    <message>
        <source>micro-batches x (bytes / achieved bandwidth + gap) of the slowest stage&apos;s kernels</source>
        <translation>マイクロバッチ数 x 最も遅いステージのカーネルの(バイト数 / 達成帯域 + 隙間)</translation>
    </message>
    <message>
        <source>the forward pass again, its communication included</source>
        <translation>順伝播のやり直し、通信を含む</translation>
    </message>
    <message>
        <source>tensor and sequence parallel collectives, as exposed</source>
        <translation>テンソル並列・シーケンス並列の集団通信、隠蔽されない分</translation>
    </message>
    <message>
        <source>forward all-reduces, and what the weight gradients do not hide of the backward ones</source>
        <translation>順伝播の all-reduce と、逆伝播のうち重み勾配で隠蔽されない分</translation>
    </message>
    <message>
        <source>ring attention, as exposed</source>
        <translation>リングアテンション、隠蔽されない分</translation>
    </message>
    <message>
        <source>all-to-alls of experts, as exposed</source>
        <translation>エキスパートの all-to-all (隠蔽されない分)</translation>
    </message>
    <message>
        <source>transfers between stages</source>
        <translation>ステージ間の転送</translation>
    </message>
    <message>
        <source>2 hops a micro-batch and chunk where sends block</source>
        <translation>送信がブロックする場合、マイクロバッチとチャンクごとに2ホップ</translation>
    </message>
    <message>
        <source>gradients reduced, weights gathered, tied embeddings summed</source>
        <translation>勾配のリダクション、重みの収集、共有埋め込みの加算</translation>
    </message>
    <message>
        <source>2 (d-1)/d x gradient bytes of a rank / achieved rate, less what is hidden</source>
        <translation>2 (d-1)/d x 1ランクの勾配バイト数 / 達成速度、隠蔽分を除く</translation>
    </message>
    <message>
        <source>waiting for the host to issue kernels</source>
        <translation>ホストのカーネル発行待ち</translation>
    </message>
    <message>
        <source>a stage idle while the pipeline fills and drains</source>
        <translation>パイプラインの充填・排出中に遊ぶステージ</translation>
    </message>
    <message>
        <source>makespan - micro-batches x slowest stage</source>
        <translation>所要時間 - マイクロバッチ数 x 最も遅いステージ</translation>
    </message>
    <message>
        <source>the optimizer step</source>
        <translation>オプティマイザのステップ</translation>
    </message>
    <message>
        <source>bytes of gradients, moments and weights of a rank / achieved bandwidth</source>
        <translation>1ランクの勾配・モーメント・重みのバイト数 / 達成帯域</translation>
    </message>
    <message>
        <source>offloaded states on their way, as exposed, and the optimizer step on the host</source>
        <translation>オフロードした状態の転送（隠蔽されない分）とホストでのオプティマイザのステップ</translation>
    </message>
    <message>
        <source>what gradients and weights of a rank&apos;s share take beyond each pass + the slowest of Adam, weights and drives</source>
        <translation>1ランクの分担の勾配と重みが各パスを超える時間 + Adam・重み・ドライブのうち最も遅いもの</translation>
    </message>
    <message>
        <source>what the software stack adds to all of it</source>
        <translation>ソフトウェアスタックが全体に加える分</translation>
    </message>
    <message>
        <source>(factor - 1) x the parts above</source>
        <translation>(係数 - 1) x 上の各部分</translation>
    </message>
    <message>
        <source>what the analytic engine says of the iteration</source>
        <translation>解析エンジンによるイテレーション時間</translation>
    </message>
    <message>
        <source>what the closed form does not see</source>
        <translation>閉じた式が捉えない分</translation>
    </message>
    <message>
        <source>simulated - closed form, the sum of its parts</source>
        <translation>シミュレーション - 閉じた式、各部分の和</translation>
    </message>
    <message>
        <source>the same, of this part</source>
        <translation>この部分についての同じ値</translation>
    </message>
    <message>
        <source>simulated - closed form, each at its bottleneck</source>
        <translation>シミュレーション - 閉じた式、それぞれのボトルネックで</translation>
    </message>
    <message>
        <source>iteration that one run in ten undercuts</source>
        <translation>10 回に1回はこれを下回るイテレーション時間</translation>
    </message>
    <message>
        <source>iteration of the median run</source>
        <translation>中央値のイテレーション時間</translation>
    </message>
    <message>
        <source>iteration that one run in ten exceeds</source>
        <translation>10 回に1回はこれを上回るイテレーション時間</translation>
    </message>
    <message>
        <source>kernels, collectives and messages of a run</source>
        <translation>1回の実行のカーネル、集団通信、メッセージの数</translation>
    </message>
    <message>
        <source>length of the chain of work and waits that ends last</source>
        <translation>最後に終わる作業と待ちの連鎖のうちの時間</translation>
    </message>
    <message>
        <source>accelerator for which others waited longest, from 0</source>
        <translation>他を最も長く待たせたアクセラレータ（0 から数える）</translation>
    </message>
    <message>
        <source>what the others waited for it, all together</source>
        <translation>他がそれを待った時間の合計</translation>
    </message>
    <message>
        <source>what all accelerators waited for each other</source>
        <translation>全アクセラレータが互いを待った時間</translation>
    </message>
    <message>
        <source>memory of a GPU on the fullest stage</source>
        <translation>メモリ使用量が最大のステージの GPU 1個のメモリ</translation>
    </message>
    <message>
        <source>what the training software&apos;s own log shows of it</source>
        <translation>そのうち学習ソフトウェア自身のログに出る量</translation>
    </message>
    <message>
        <source>per_gpu_gib; without runtime and fragmentation where it counts tensors, and without activations, working and logits where it counts the optimizer step</source>
        <translation>per_gpu_gib。テンソルを数えるものでは実行時分と断片化を除き、オプティマイザのステップを数えるものでは活性値・作業領域・ロジットを除く</translation>
    </message>
    <message>
        <source>memory that a GPU has</source>
        <translation>GPU のメモリ容量</translation>
    </message>
    <message>
        <source>does the plan fit</source>
        <translation>この計画がメモリに収まるか</translation>
    </message>
    <message>
        <source>memory of the fullest stage &lt;= capacity, and what is offloaded &lt;= that of the host or its drives</source>
        <translation>最大ステージのメモリ &lt;= 容量、かつオフロード分 &lt;= ホストまたはドライブの容量</translation>
    </message>
    <message>
        <source>what a server&apos;s host keeps of its GPUs&apos; states, or its drives</source>
        <translation>サーバのホストまたはドライブが保持する GPU の状態</translation>
    </message>
    <message>
        <source>GPUs of a server x (optimizer, gradients and weights that leave one)</source>
        <translation>サーバの GPU 数 x (GPU から出すオプティマイザ、勾配、重み)</translation>
    </message>
    <message>
        <source>room that the host or its drives have for what is offloaded</source>
        <translation>オフロード先（ホストまたはドライブ）の容量</translation>
    </message>
    <message>
        <source>the fullest pipeline stage, from 0</source>
        <translation>メモリ使用量が最大のパイプラインステージ（0 から数える）</translation>
    </message>
    <message>
        <source>working weights</source>
        <translation>計算用の重み</translation>
    </message>
    <message>
        <source>bytes of the format x parameters of the stage on a rank</source>
        <translation>形式のバイト数 x 1ランクが持つステージのパラメータ数</translation>
    </message>
    <message>
        <source>gradients as accumulated</source>
        <translation>累積する勾配</translation>
    </message>
    <message>
        <source>fp32 master copy and two moments</source>
        <translation>fp32 マスタコピーと2つのモーメント</translation>
    </message>
    <message>
        <source>bytes of master copy and moments x parameters, sharded from ZeRO-1 on</source>
        <translation>(マスターコピーとモーメントのバイト数) × パラメータ数、ZeRO-1 以上で分割</translation>
    </message>
    <message>
        <source>activations of the micro-batches in flight</source>
        <translation>処理中のマイクロバッチの活性値</translation>
    </message>
    <message>
        <source>micro-batches in flight x layers x bytes a layer (Korthikanti et al. 2022)</source>
        <translation>処理中のマイクロバッチ数 x 層数 x 1層のバイト数 (Korthikanti et al. 2022)</translation>
    </message>
    <message>
        <source>a layer computed again, or gathered weights</source>
        <translation>再計算中の1層、または収集した重み</translation>
    </message>
    <message>
        <source>logits and their inputs on the last stage</source>
        <translation>最終ステージのロジットとその入力</translation>
    </message>
    <message>
        <source>stage transfers and gradient buckets</source>
        <translation>ステージ間転送と勾配バケット</translation>
    </message>
    <message>
        <source>lost between what comes and goes</source>
        <translation>確保と解放の間で失われる分</translation>
    </message>
    <message>
        <source>context, libraries, communicators</source>
        <translation>コンテキスト、ライブラリ、通信子</translation>
    </message>
    <message>
        <source>iterations of the run</source>
        <translation>学習ランのイテレーション数</translation>
    </message>
    <message>
        <source>tokens / (global batch x sequence)</source>
        <translation>トークン数 / (グローバルバッチ x 系列長)</translation>
    </message>
    <message>
        <source>wall time of the run</source>
        <translation>学習ランの経過時間</translation>
    </message>
    <message>
        <source>iterations x time / goodput</source>
        <translation>イテレーション数 x 時間 / グッドプット</translation>
    </message>
    <message>
        <source>share of the wall time that advances the model</source>
        <translation>経過時間のうちモデルを進める割合（グッドプット）</translation>
    </message>
    <message>
        <source>Daly 2006 eq. 13: failures, lost work, restarts, checkpoints</source>
        <translation>Daly 2006 式 13:障害、失われた作業、再起動、チェックポイント</translation>
    </message>
    <message>
        <source>mean time between failures of the whole job</source>
        <translation>ジョブ全体の平均故障間隔</translation>
    </message>
    <message>
        <source>1 / sum over classes of number / mean time of one</source>
        <translation>1 / 分類ごとの(個数 / 1個の平均故障間隔)の和</translation>
    </message>
    <message>
        <source>failures during the run</source>
        <translation>学習ラン中の障害回数</translation>
    </message>
    <message>
        <source>wall time / mean time between</source>
        <translation>経過時間 / 平均故障間隔</translation>
    </message>
    <message>
        <source>time to write a checkpoint</source>
        <translation>チェックポイントの書き込み時間</translation>
    </message>
    <message>
        <source>(weights + optimizer state) x parameters / file system</source>
        <translation>(重み + オプティマイザ状態) x パラメータ数 / ファイルシステムの速度</translation>
    </message>
    <message>
        <source>work between checkpoints that loses least</source>
        <translation>損失が最小となるチェックポイント間の作業時間</translation>
    </message>
    <message>
        <source>mtbf (1 + W0(-exp(-checkpoint / mtbf - 1)))</source>
        <translation>mtbf (1 + W0(-exp(-checkpoint / mtbf - 1)))</translation>
    </message>
    <message>
        <source>forward passes of a global batch for evaluation</source>
        <translation>評価のためのグローバルバッチの順伝播回数</translation>
    </message>
    <message>
        <source>iterations / interval x passes</source>
        <translation>イテレーション数 / 間隔 x 回数</translation>
    </message>
    <message>
        <source>time that training waits for a checkpoint</source>
        <translation>1回のチェックポイントで学習が待つ時間</translation>
    </message>
    <message>
        <source>all of it, or a copy into host memory</source>
        <translation>全部、またはホストメモリへのコピー</translation>
    </message>
    <message>
        <source>Young&apos;s interval, for comparison</source>
        <translation>比較用：Young の間隔</translation>
    </message>
    <message>
        <source>sqrt(2 checkpoint mtbf) (Young 1974)</source>
        <translation>sqrt(2 checkpoint mtbf) (Young 1974)</translation>
    </message>
    <message>
        <source>Daly&apos;s interval, for comparison</source>
        <translation>比較用：Daly の間隔</translation>
    </message>
    <message>
        <source>Daly 2006 eq. 37</source>
        <translation>Daly 2006 式 37</translation>
    </message>
    <message>
        <source>of the failures, by gpu</source>
        <translation>障害のうち GPU によるもの</translation>
    </message>
    <message>
        <source>failures x number / mean time of one</source>
        <translation>障害回数 x 個数 / 1個の平均故障間隔</translation>
    </message>
    <message>
        <source>of the failures, by host</source>
        <translation>障害のうちホストによるもの</translation>
    </message>
    <message>
        <source>of the failures, by nic</source>
        <translation>障害のうち NIC によるもの</translation>
    </message>
    <message>
        <source>of the failures, by switch</source>
        <translation>障害のうちスイッチによるもの</translation>
    </message>
    <message>
        <source>of the failures, by software</source>
        <translation>障害のうちソフトウェアによるもの</translation>
    </message>
    <message>
        <source>failed servers, mean</source>
        <translation>故障中のサーバ、平均</translation>
    </message>
    <message>
        <source>hardware failures x repair</source>
        <translation>ハードウェア障害 x 修理時間</translation>
    </message>
    <message>
        <source>spares that are enough 99 % of the time</source>
        <translation>99 % の時間で足りる予備台数</translation>
    </message>
    <message>
        <source>quantile of a Poisson distribution</source>
        <translation>ポアソン分布の分位点</translation>
    </message>
    <message>
        <source>iterations that count</source>
        <translation>有効なイテレーション</translation>
    </message>
    <message>
        <source>evaluations</source>
        <translation>評価</translation>
    </message>
    <message>
        <source>training waits for checkpoints</source>
        <translation>学習がチェックポイントを待つ時間</translation>
    </message>
    <message>
        <source>work again that failures made void</source>
        <translation>障害で無効になった作業のやり直し</translation>
    </message>
    <message>
        <source>failures not yet noticed</source>
        <translation>まだ検知されない障害</translation>
    </message>
    <message>
        <source>starting and loading after failures</source>
        <translation>障害後の起動と読み込み</translation>
    </message>
    <message>
        <source>for a spare server</source>
        <translation>予備サーバ待ち</translation>
    </message>
    <message>
        <source>before the first iteration</source>
        <translation>最初のイテレーションまで</translation>
    </message>
    <message>
        <source>GPU-hours of the run</source>
        <translation>学習ランの GPU 時間</translation>
    </message>
    <message>
        <source>GPUs x wall time</source>
        <translation>GPU 数 x 経過時間</translation>
    </message>
    <message>
        <source>loss of the trained model by the scaling law of loss.fit; dense decoders alone</source>
        <translation>loss.fit のスケーリング則による学習後モデルの損失。密なデコーダのみ</translation>
    </message>
    <message>
        <source>E + A / parameters^alpha + B / tokens^beta, or ((N_c / parameters)^(alpha_N / alpha_D) + D_c / tokens)^alpha_D</source>
        <translation>E + A / parameters^alpha + B / tokens^beta、または ((N_c / parameters)^(alpha_N / alpha_D) + D_c / tokens)^alpha_D</translation>
    </message>
    <message>
        <source>whose fit of the scaling law it is</source>
        <translation>スケーリング則の当てはめの出典</translation>
    </message>
    <message>
        <source>parameters as the fit counts them</source>
        <translation>当てはめの数え方によるパラメータ数</translation>
    </message>
    <message>
        <source>all of them, or those beside embeddings</source>
        <translation>全部、または埋め込みを除く</translation>
    </message>
    <message>
        <source>the least at the same FLOPs, of another size on other tokens</source>
        <translation>同じ FLOP で規模とトークン数を変えたときの最小の損失</translation>
    </message>
    <message>
        <source>the same law at loss.optimal_parameters and loss.optimal_tokens</source>
        <translation>loss.optimal_parameters と loss.optimal_tokens での同じ則</translation>
    </message>
    <message>
        <source>parameters of least loss at the same FLOPs</source>
        <translation>同じ FLOP で損失が最小となるパラメータ数</translation>
    </message>
    <message>
        <source>G (C / 6)^(beta / (alpha + beta)), C = 6 parameters tokens, G = (alpha A / (beta B))^(1 / (alpha + beta))</source>
        <translation>G (C / 6)^(beta / (alpha + beta))、C = 6 parameters tokens、G = (alpha A / (beta B))^(1 / (alpha + beta))</translation>
    </message>
    <message>
        <source>tokens of least loss at the same FLOPs</source>
        <translation>同じ FLOP で損失が最小となるトークン数</translation>
    </message>
    <message>
        <source>C / (6 loss.optimal_parameters), C = 6 parameters tokens</source>
        <translation>C / (6 loss.optimal_parameters)、C = 6 parameters tokens</translation>
    </message>
    <message>
        <source>tokens of the run for each parameter</source>
        <translation>1パラメータ当たりの学習トークン数</translation>
    </message>
    <message>
        <source>tokens / parameters</source>
        <translation>トークン数 / パラメータ数</translation>
    </message>
    <message>
        <source>power of the servers, mean over the run</source>
        <translation>サーバの電力（ラン平均）</translation>
    </message>
    <message>
        <source>servers x (base + (1 + fans) x GPU power by phase) / supply efficiency</source>
        <translation>サーバ台数 x (基礎電力 + (1 + ファン) x フェーズごとの GPU 電力) / 電源効率</translation>
    </message>
    <message>
        <source>power of switches and optics</source>
        <translation>スイッチと光モジュールの電力</translation>
    </message>
    <message>
        <source>switches x power + optics x power</source>
        <translation>スイッチ数 x 電力 + 光モジュール数 x 電力</translation>
    </message>
    <message>
        <source>switches between servers, spares&apos; included</source>
        <translation>サーバ間のスイッチ数、予備分を含む</translation>
    </message>
    <message>
        <source>as the topology is wired (Al-Fares et al. 2008, Kim et al. 2008, published builds)</source>
        <translation>トポロジの配線による (Al-Fares et al. 2008、Kim et al. 2008、公表構成)</translation>
    </message>
    <message>
        <source>cables between servers and switches and from switch to switch</source>
        <translation>サーバとスイッチの間、スイッチ間のケーブル数</translation>
    </message>
    <message>
        <source>adapters + uplinks of each tier</source>
        <translation>アダプタ数 + 各段の上りリンク数</translation>
    </message>
    <message>
        <source>transceivers, one at each end of an optical cable</source>
        <translation>光ケーブル両端のトランシーバ数</translation>
    </message>
    <message>
        <source>2 x cables that are not copper</source>
        <translation>2 x 銅でないケーブル数</translation>
    </message>
    <message>
        <source>adapters with a cable to a switch</source>
        <translation>スイッチに接続するアダプタ数</translation>
    </message>
    <message>
        <source>servers and spares x adapters</source>
        <translation>サーバと予備の台数 x アダプタ数</translation>
    </message>
    <message>
        <source>IT power while it trains</source>
        <translation>学習中の IT 電力</translation>
    </message>
    <message>
        <source>servers + network</source>
        <translation>サーバ + ネットワーク</translation>
    </message>
    <message>
        <source>IT power while all wait for a checkpoint or a failure to be noticed</source>
        <translation>チェックポイントや障害検知を全員が待つ間の IT 電力</translation>
    </message>
    <message>
        <source>as training, accelerators spinning</source>
        <translation>学習中と同じ、アクセラレータは待機(スピン)</translation>
    </message>
    <message>
        <source>IT power while nothing runs</source>
        <translation>何も動いていない間の IT 電力</translation>
    </message>
    <message>
        <source>as training, accelerators idle</source>
        <translation>学習中と同じ、アクセラレータはアイドル</translation>
    </message>
    <message>
        <source>IT power, mean over the run</source>
        <translation>IT 電力、学習ランの平均</translation>
    </message>
    <message>
        <source>training, waiting and idle power by their hours</source>
        <translation>学習・待機・アイドルの電力を時間で加重平均</translation>
    </message>
    <message>
        <source>IT power by nameplate</source>
        <translation>IT の定格電力</translation>
    </message>
    <message>
        <source>servers x nameplate + network</source>
        <translation>サーバ台数 x 定格 + ネットワーク</translation>
    </message>
    <message>
        <source>power of cooling and losses, as PUE counts them</source>
        <translation>冷却と損失の電力（PUE の数え方）</translation>
    </message>
    <message>
        <source>(PUE - 1) x IT</source>
        <translation>(PUE - 1) x IT</translation>
    </message>
    <message>
        <source>power of the whole facility, mean over the run</source>
        <translation>施設全体の電力（ラン平均）</translation>
    </message>
    <message>
        <source>IT x PUE</source>
        <translation>IT x PUE</translation>
    </message>
    <message>
        <source>PUE, facility energy over IT energy</source>
        <translation>PUE（施設の電力量 / IT の電力量）</translation>
    </message>
    <message>
        <source>facility over IT power at the weather that is exceeded 1 % of the year</source>
        <translation>年間の 1 % で超える気象条件での施設電力 / IT 電力</translation>
    </message>
    <message>
        <source>over the year&apos;s weather</source>
        <translation>年間の気象にわたって</translation>
    </message>
    <message>
        <source>heat over work of the chillers, mean over the year</source>
        <translation>冷凍機の熱量 / 仕事、年平均</translation>
    </message>
    <message>
        <source>share of the heat that needs no chiller</source>
        <translation>冷凍機の要らない熱の割合</translation>
    </message>
    <message>
        <source>of IT power, chillers</source>
        <translation>IT 電力に対する割合、冷凍機</translation>
    </message>
    <message>
        <source>of IT power, fans in the room</source>
        <translation>IT 電力に対する割合、室内ファン</translation>
    </message>
    <message>
        <source>of IT power, pumps</source>
        <translation>IT 電力に対する割合、ポンプ</translation>
    </message>
    <message>
        <source>of IT power, towers and dry coolers</source>
        <translation>IT 電力に対する割合、冷却塔とドライクーラ</translation>
    </message>
    <message>
        <source>of IT power, UPS, transformers and distribution</source>
        <translation>IT 電力に対する割合、UPS・変圧器・配電</translation>
    </message>
    <message>
        <source>of IT power, lights and offices</source>
        <translation>IT 電力に対する割合、照明と事務所</translation>
    </message>
    <message>
        <source>air that carries the mean heat through the servers</source>
        <translation>平均の熱をサーバから運ぶ空気</translation>
    </message>
    <message>
        <source>3.16 x IT power / rise in F</source>
        <translation>3.16 x IT 電力 / 温度上昇 (F)</translation>
    </message>
    <message>
        <source>heat of the IT equipment, mean</source>
        <translation>IT 機器の発熱、平均</translation>
    </message>
    <message>
        <source>IT power</source>
        <translation>IT 電力</translation>
    </message>
    <message>
        <source>refrigeration that carries the mean heat away</source>
        <translation>平均の熱を運び出す冷凍能力</translation>
    </message>
    <message>
        <source>IT power / (12,000 BTU/h)</source>
        <translation>IT 電力 / (12,000 BTU/h)</translation>
    </message>
    <message>
        <source>heat by nameplate</source>
        <translation>定格での発熱</translation>
    </message>
    <message>
        <source>IT nameplate power</source>
        <translation>IT 定格電力</translation>
    </message>
    <message>
        <source>refrigeration for the nameplates</source>
        <translation>定格に対する冷凍トン</translation>
    </message>
    <message>
        <source>IT nameplate power / (12,000 BTU/h)</source>
        <translation>IT 定格電力 / (12,000 BTU/h)</translation>
    </message>
    <message>
        <source>energy of servers and network</source>
        <translation>サーバとネットワークの電力量</translation>
    </message>
    <message>
        <source>IT power x wall time</source>
        <translation>IT 電力 x 経過時間</translation>
    </message>
    <message>
        <source>accelerators at their limit for all of the time: often printed, no model; compare IT</source>
        <translation>アクセラレータが常に上限で動く場合。よく見る数字だがモデルではない。IT と比べること</translation>
    </message>
    <message>
        <source>GPUs x TDP x wall time</source>
        <translation>GPU 数 x TDP x 経過時間</translation>
    </message>
    <message>
        <source>energy of the facility while the machine stands between runs, this run&apos;s share; not in the others</source>
        <translation>学習ランの合間に止まっている間の施設の電力量、この学習ランの分担。他には含まない</translation>
    </message>
    <message>
        <source>idle power x PUE x wall time x (1 / utilisation - 1)</source>
        <translation>アイドル電力 x PUE x 経過時間 x (1 / 稼働率 - 1)</translation>
    </message>
    <message>
        <source>energy of cooling and losses</source>
        <translation>冷却と損失の電力量</translation>
    </message>
    <message>
        <source>(PUE - 1) x IT energy</source>
        <translation>(PUE - 1) x IT の電力量</translation>
    </message>
    <message>
        <source>energy of the facility</source>
        <translation>施設の電力量</translation>
    </message>
    <message>
        <source>IT energy x PUE</source>
        <translation>IT の電力量 x PUE</translation>
    </message>
    <message>
        <source>water used on site</source>
        <translation>敷地内で使う水</translation>
    </message>
    <message>
        <source>WUE x IT energy</source>
        <translation>WUE x IT の電力量</translation>
    </message>
    <message>
        <source>water used in power plants</source>
        <translation>発電所で使われる水</translation>
    </message>
    <message>
        <source>water intensity of the grid x facility energy</source>
        <translation>系統の水原単位 x 施設の電力量</translation>
    </message>
    <message>
        <source>emissions from electricity</source>
        <translation>電力による排出</translation>
    </message>
    <message>
        <source>grid intensity x facility energy</source>
        <translation>系統の排出係数 x 施設の電力量</translation>
    </message>
    <message>
        <source>emissions of the machine standing between runs, this run&apos;s share; not in the total</source>
        <translation>学習ランの合間に止まっている間の排出、この学習ランの分担。合計には含まない</translation>
    </message>
    <message>
        <source>grid intensity x its energy</source>
        <translation>系統の排出係数 x その電力量</translation>
    </message>
    <message>
        <source>what the grid&apos;s figure counts</source>
        <translation>系統の排出係数に含まれるもの</translation>
    </message>
    <message>
        <source>emissions from making the machine, this run&apos;s share</source>
        <translation>機械の製造による排出、この学習ランの分担</translation>
    </message>
    <message>
        <source>(servers + accelerators) x wall time / (lifetime x utilisation)</source>
        <translation>(サーバ + アクセラレータ) x 経過時間 / (耐用年数 x 稼働率)</translation>
    </message>
    <message>
        <source>emissions from electricity and from making the machine</source>
        <translation>電力と製造による排出の合計</translation>
    </message>
    <message>
        <source>operational + embodied</source>
        <translation>運用時 + 製造時</translation>
    </message>
    <message>
        <source>passengers from New York to San Francisco</source>
        <translation>ニューヨークからサンフランシスコへの乗客数</translation>
    </message>
    <message>
        <source>total / one of them</source>
        <translation>合計 / 1つ分</translation>
    </message>
    <message>
        <source>cars driven for a year</source>
        <translation>1年間走る乗用車の台数</translation>
    </message>
    <message>
        <source>households for a year</source>
        <translation>1年間の世帯数</translation>
    </message>
    <message>
        <source>trees that take it up in a year</source>
        <translation>1年で吸収する樹木の本数</translation>
    </message>
    <message>
        <source>price of servers, network, storage and room</source>
        <translation>サーバ、ネットワーク、ストレージ、機械室の購入費</translation>
    </message>
    <message>
        <source>servers + network + storage + facility</source>
        <translation>サーバ + ネットワーク + ストレージ + 施設</translation>
    </message>
    <message>
        <source>servers</source>
        <translation>サーバ</translation>
    </message>
    <message>
        <source>servers and spares x list price</source>
        <translation>サーバと予備の台数 x 定価</translation>
    </message>
    <message>
        <source>network</source>
        <translation>ネットワーク</translation>
    </message>
    <message>
        <source>switches, cables, optics and adapters x their prices; without prices servers x share / (1 - share) x cables / cables of a full tree</source>
        <translation>スイッチ、ケーブル、光モジュール、アダプタの数 x 価格。価格がなければ サーバ x 割合 / (1 - 割合) x ケーブル数 / フルツリーのケーブル数</translation>
    </message>
    <message>
        <source>of that, switches</source>
        <translation>そのうちスイッチ</translation>
    </message>
    <message>
        <source>switches x price</source>
        <translation>スイッチ数 x 価格</translation>
    </message>
    <message>
        <source>of that, cables, with their ends where optics have no price of their own</source>
        <translation>そのうちケーブル、光モジュールに独自の価格がなければ両端を含む</translation>
    </message>
    <message>
        <source>optical and copper cables x their prices</source>
        <translation>光ケーブルと銅ケーブルの数 x 価格</translation>
    </message>
    <message>
        <source>of that, transceivers</source>
        <translation>そのうちトランシーバ</translation>
    </message>
    <message>
        <source>ends of optical cables x price</source>
        <translation>光ケーブルの端の数 x 価格</translation>
    </message>
    <message>
        <source>of that, adapters; none where the servers&apos; price covers them</source>
        <translation>そのうちアダプタ。サーバ価格に含まれればなし</translation>
    </message>
    <message>
        <source>adapters x price</source>
        <translation>アダプタ数 x 価格</translation>
    </message>
    <message>
        <source>price of the room, for the nameplate power</source>
        <translation>定格電力に対する機械室の購入費</translation>
    </message>
    <message>
        <source>IT nameplate power x price of a watt</source>
        <translation>IT 定格電力 x 1 W の価格</translation>
    </message>
    <message>
        <source>price of a file system for checkpoints and data</source>
        <translation>チェックポイントとデータのファイルシステムの購入費</translation>
    </message>
    <message>
        <source>checkpoints kept and data x price of a TB + write rate x its price</source>
        <translation>保持するチェックポイントとデータ x 1 TB の価格 + 書き込み速度 x その価格</translation>
    </message>
    <message>
        <source>cost of owning, this run&apos;s share</source>
        <translation>所有費用のうちこの学習ランの分担</translation>
    </message>
    <message>
        <source>capital + upkeep + staff + colocation + electricity + water + standing idle</source>
        <translation>資本 + 保守 + 人件費 + コロケーション + 電気 + 水 + 停止中</translation>
    </message>
    <message>
        <source>capital that the run uses up</source>
        <translation>この学習ランが消費する資本</translation>
    </message>
    <message>
        <source>yearly capital recovery, less the salvage, x wall time / utilisation</source>
        <translation>年間の資本回収(残存価値を除く) x 経過時間 / 稼働率</translation>
    </message>
    <message>
        <source>what servers, network and storage lose on the market while the run lasts</source>
        <translation>学習ランの間にサーバ、ネットワーク、ストレージが市場で失う価値</translation>
    </message>
    <message>
        <source>price x ln 10 x decline a year x wall time</source>
        <translation>価格 x ln 10 x 年間の下落 x 経過時間</translation>
    </message>
    <message>
        <source>maintenance and support that the run uses</source>
        <translation>この学習ランの保守・サポート</translation>
    </message>
    <message>
        <source>share of servers and network a year x wall time / utilisation</source>
        <translation>サーバとネットワークに対する年間の割合 x 経過時間 / 稼働率</translation>
    </message>
    <message>
        <source>electricity of the run</source>
        <translation>学習ランの電気代</translation>
    </message>
    <message>
        <source>facility energy x price</source>
        <translation>施設の電力量 x 単価</translation>
    </message>
    <message>
        <source>staff that the run uses</source>
        <translation>この学習ランの人件費</translation>
    </message>
    <message>
        <source>servers x staff x pay x wall time / utilisation</source>
        <translation>サーバ台数 x 要員 x 給与 x 経過時間 / 稼働率</translation>
    </message>
    <message>
        <source>rent of the room, where it is rented</source>
        <translation>機械室の賃料（借りる場合）</translation>
    </message>
    <message>
        <source>nameplate x price of a kW and month x wall time / utilisation</source>
        <translation>定格 x kW・月の料金 x 経過時間 / 稼働率</translation>
    </message>
    <message>
        <source>water on site</source>
        <translation>敷地内の水</translation>
    </message>
    <message>
        <source>water x price</source>
        <translation>水 x 単価</translation>
    </message>
    <message>
        <source>electricity and water of the machine standing between runs, this run&apos;s share</source>
        <translation>学習ランの合間に止まっている間の電気と水、この学習ランの分担</translation>
    </message>
    <message>
        <source>idle cost an hour x wall time x (1 / utilisation - 1)</source>
        <translation>1時間の停止費用 x 経過時間 x (1 / 稼働率 - 1)</translation>
    </message>
    <message>
        <source>share of the machine&apos;s working life that the run uses up</source>
        <translation>機械の稼働寿命のうちこの学習ランが使う割合</translation>
    </message>
    <message>
        <source>wall time / (lifetime x utilisation)</source>
        <translation>経過時間 / (耐用年数 x 稼働率)</translation>
    </message>
    <message>
        <source>a million trained tokens of one&apos;s own</source>
        <translation>自前での学習 100 万トークンの費用</translation>
    </message>
    <message>
        <source>run&apos;s share / tokens</source>
        <translation>この学習ランの分担 / トークン数</translation>
    </message>
    <message>
        <source>a used GPU-hour of one&apos;s own</source>
        <translation>自前での使用 GPU 時間の費用</translation>
    </message>
    <message>
        <source>run&apos;s share / GPU-hours</source>
        <translation>この学習ランの分担 / GPU 時間</translation>
    </message>
    <message>
        <source>cheapest cloud offer compared</source>
        <translation>比較した中で最も安いクラウドプラン</translation>
    </message>
    <message>
        <source>bill of the cheapest cloud offer; of a contract by the year also for hours at which nothing runs</source>
        <translation>最も安いクラウドプランの請求額。年単位の契約では何も動かない時間も含む</translation>
    </message>
    <message>
        <source>machines + storage + egress + unused</source>
        <translation>機械 + ストレージ + 転送 + 未使用</translation>
    </message>
    <message>
        <source>price of the cheapest cloud offer</source>
        <translation>最も安いクラウドプランの単価</translation>
    </message>
    <message>
        <source>of that, machines for the hours of the run</source>
        <translation>そのうち学習ランの時間の機械</translation>
    </message>
    <message>
        <source>GPU-hours of whole servers x price</source>
        <translation>サーバ単位の GPU 時間 x 単価</translation>
    </message>
    <message>
        <source>of that, checkpoints and data</source>
        <translation>そのうちチェックポイントとデータ</translation>
    </message>
    <message>
        <source>GB x price of a GB and month x months</source>
        <translation>GB x GB・月の単価 x 月数</translation>
    </message>
    <message>
        <source>of that, taking a checkpoint out</source>
        <translation>そのうちチェックポイントの取り出し</translation>
    </message>
    <message>
        <source>GB x price</source>
        <translation>GB x 単価</translation>
    </message>
    <message>
        <source>what the contract binds to, used or not</source>
        <translation>使用の有無によらず契約で確約する額</translation>
    </message>
    <message>
        <source>all machines x price x term</source>
        <translation>全機械 x 単価 x 期間</translation>
    </message>
    <message>
        <source>of that, hours that the contract pays while nothing runs, at the use of one&apos;s own machine</source>
        <translation>そのうち契約が払う、何も動かない時間。自前の機械と同じ稼働率で</translation>
    </message>
    <message>
        <source>machines x (1 / utilisation - 1)</source>
        <translation>機械 x (1 / 稼働率 - 1)</translation>
    </message>
    <message>
        <source>wall time there; longer where machines are taken back</source>
        <translation>そこでの経過時間。機械が回収されれば延びる</translation>
    </message>
    <message>
        <source>date of that offer&apos;s price</source>
        <translation>そのプランの単価の日付</translation>
    </message>
    <message>
        <source>where that offer&apos;s price was found</source>
        <translation>そのプランの単価の出典</translation>
    </message>
    <message>
        <source>bill of the cheapest way to this run</source>
        <translation>最安の方法でのこの学習ランの費用</translation>
    </message>
    <message>
        <source>least of on-prem&apos;s share and cloud bills</source>
        <translation>オンプレミスの分担とクラウド請求額の最小</translation>
    </message>
    <message>
        <source>cheapest way to this run</source>
        <translation>この学習ランの最安の方法</translation>
    </message>
    <message>
        <source>least of on-prem&apos;s share and cloud bills, hours committed but unused included</source>
        <translation>オンプレミスの分担とクラウド請求額の最小、契約済みの未使用時間を含む</translation>
    </message>
    <message>
        <source>use after which buying has cost less than that offer; it may be beyond the life</source>
        <translation>購入がそのプランより安くなるまでの使用期間。耐用年数を超えることもある</translation>
    </message>
    <message>
        <source>acquisition / (rent - running cost in cash), an hour of the calendar</source>
        <translation>購入費 / (賃料 - 現金運用費)、暦の1時間当たり</translation>
    </message>
    <message>
        <source>share of use above which owning costs less a year; above 1 never</source>
        <translation>所有のほうが年間で安くなる稼働率の損益分岐点。1 を超えれば安くならない</translation>
    </message>
    <message>
        <source>(yearly cost of owning + idle) / (rent - working + idle)</source>
        <translation>(所有の年間費用 + 停止中) / (賃料 - 稼働中 + 停止中)</translation>
    </message>
    <message>
        <source>runs like this in the machine&apos;s life above which owning costs less</source>
        <translation>所有のほうが安くなる、機械の寿命中の同様な学習ランの回数</translation>
    </message>
    <message>
        <source>break-even utilisation x lifetime / wall time</source>
        <translation>損益分岐の稼働率 x 耐用年数 / 経過時間</translation>
    </message>
    <message>
        <source>net present value of buying instead of that offer, after tax</source>
        <translation>そのプランの代わりに購入する場合の税引後の正味現在価値 (NPV)</translation>
    </message>
    <message>
        <source>monthly flows of owning less those of renting</source>
        <translation>所有の月次キャッシュフロー - レンタルのそれ</translation>
    </message>
    <message>
        <source>internal rate of return of buying instead of that offer, a year</source>
        <translation>そのプランの代わりに購入する場合の内部収益率 (IRR)、年率</translation>
    </message>
    <message>
        <source>until it has paid, after tax, within the machine&apos;s life</source>
        <translation>機械の寿命の中で、税引後で回収するまでの期間</translation>
    </message>
    <message>
        <source>use after which buying is paid back, what comes later counting less</source>
        <translation>将来の金額を割り引いた回収期間</translation>
    </message>
    <message>
        <source>along the time line</source>
        <translation>タイムラインに沿って集計</translation>
    </message>
    <message>
        <source>the site and the budget allow it</source>
        <translation>サイトと予算の範囲に収まる</translation>
    </message>
    <message>
        <source>the limit that comes nearest, or is passed furthest</source>
        <translation>最も近い、または最も大きく超える制約</translation>
    </message>
    <message>
        <source>need over limit, of the limit that binds</source>
        <translation>最も厳しい制約の必要量 / 上限</translation>
    </message>
    <message>
        <source>racks for servers and spares at their nameplates</source>
        <translation>定格でのサーバと予備のラック数</translation>
    </message>
    <message>
        <source>ceil(servers / floor(rack power / server power))</source>
        <translation>ceil(サーバ台数 / floor(ラック電力 / サーバ電力))</translation>
    </message>
    <message>
        <source>how the model comes about</source>
        <translation>モデルの作り方</translation>
    </message>
    <message>
        <source>what was measured of the result</source>
        <translation>結果の実測値</translation>
    </message>
    <message>
        <source>parameters that have gradients and optimizer states</source>
        <translation>勾配とオプティマイザ状態を持つパラメータ数</translation>
    </message>
    <message>
        <source>of adapters r (in + out) a matrix, else all</source>
        <translation>アダプタは行列ごとに r (in + out)、ほかは全部</translation>
    </message>
    <message>
        <source>does a replica hold the model and a request, within the bound?</source>
        <translation>レプリカに、モデルと1リクエストが上限内で収まるか</translation>
    </message>
    <message>
        <source>accelerators of a replica</source>
        <translation>1レプリカのアクセラレータ数</translation>
    </message>
    <message>
        <source>requests that a replica serves at once</source>
        <translation>1レプリカが同時に処理するリクエスト数</translation>
    </message>
    <message>
        <source>the most that memory and the bound allow</source>
        <translation>メモリと上限が許す最大</translation>
    </message>
    <message>
        <source>what keeps a replica from serving more at once</source>
        <translation>同時処理数を制限するもの</translation>
    </message>
    <message>
        <source>memory in use</source>
        <translation>使用中のメモリ</translation>
    </message>
    <message>
        <source>weights + cache + activations of an encoder&apos;s layer + runtime</source>
        <translation>重み + キャッシュ + エンコーダの1層の活性値 + 実行時</translation>
    </message>
    <message>
        <source>of that, weights</source>
        <translation>そのうち重み</translation>
    </message>
    <message>
        <source>parameters x bits / 8 / ranks; of ranks that share routed experts alone, all else is whole on each</source>
        <translation>パラメータ数 x ビット数 / 8 / ランク数。ルーティングされるエキスパートだけを分け合うランクでは、その他はすべて各ランクに丸ごとある</translation>
    </message>
    <message>
        <source>of that, keys and values</source>
        <translation>そのうちキーとバリュー</translation>
    </message>
    <message>
        <source>batch x tokens x layers x (keys + values) / ranks</source>
        <translation>バッチ x トークン数 x 層数 x (キー + バリュー) / ランク数</translation>
    </message>
    <message>
        <source>time to the first token of a request that waits for nobody</source>
        <translation>待ちのないリクエストの最初のトークンまでの時間</translation>
    </message>
    <message>
        <source>forward pass of the prompt + a step</source>
        <translation>入力の順伝播 + 1ステップ</translation>
    </message>
    <message>
        <source>time from one token of an answer to the next</source>
        <translation>応答のトークンから次のトークンまでの時間</translation>
    </message>
    <message>
        <source>max(weights and cache / bandwidth, FLOPs / rate) + all-reduces and all-to-alls + gaps between kernels</source>
        <translation>max(重みとキャッシュ / 帯域, FLOP / 速度) + all-reduce と all-to-all + カーネル間の隙間</translation>
    </message>
    <message>
        <source>tokens a second of a busy replica, prompts and answers</source>
        <translation>稼働中のレプリカの毎秒トークン数、入力と応答の合計</translation>
    </message>
    <message>
        <source>batch x tokens of a request / (its prefill + its steps)</source>
        <translation>バッチ x 1リクエストのトークン数 / (プリフィル + ステップ)</translation>
    </message>
    <message>
        <source>copies of the model</source>
        <translation>モデルの複製数</translation>
    </message>
    <message>
        <source>tokens a day / (tokens a second x utilisation)</source>
        <translation>1日のトークン数 / (1秒のトークン数 x 稼働率)</translation>
    </message>
    <message>
        <source>accelerators of all replicas</source>
        <translation>全レプリカのアクセラレータ数</translation>
    </message>
    <message>
        <source>replicas x ranks</source>
        <translation>レプリカ数 x ランク数</translation>
    </message>
    <message>
        <source>whole servers that serve</source>
        <translation>推論に要るサーバ台数</translation>
    </message>
    <message>
        <source>accelerators / accelerators of a server, rounded up</source>
        <translation>アクセラレータ数 / 1サーバの数、切り上げ</translation>
    </message>
    <message>
        <source>power of the facility while it serves</source>
        <translation>推論中の施設電力</translation>
    </message>
    <message>
        <source>(servers by what their accelerators do) x PUE</source>
        <translation>(アクセラレータの動作によるサーバ電力) x PUE</translation>
    </message>
    <message>
        <source>cost of a million tokens, prompts and answers, of busy servers, the cheaper way</source>
        <translation>プロンプトと回答を合わせた 100 万トークンの費用。フル稼働のサーバで、安い方</translation>
    </message>
    <message>
        <source>bill of servers full of busy replicas / their tokens</source>
        <translation>フル稼働のレプリカで埋まったサーバの費用 ÷ そのトークン数</translation>
    </message>
    <message>
        <source>energy of the facility for a million tokens, of busy servers</source>
        <translation>フル稼働のサーバで 100 万トークンあたりの施設のエネルギー</translation>
    </message>
    <message>
        <source>facility energy of servers full of busy replicas / their tokens</source>
        <translation>フル稼働のレプリカで埋まったサーバの施設エネルギー ÷ そのトークン数</translation>
    </message>
    <message>
        <source>CO2e of a million tokens, operational and embodied, of busy servers</source>
        <translation>フル稼働のサーバで 100 万トークンあたりの CO2e（運用と製造）</translation>
    </message>
    <message>
        <source>serving.kwh_per_million_tokens x grid + machines' share</source>
        <translation>serving.kwh_per_million_tokens x 系統の排出係数 + 機械の分担</translation>
    </message>
    <message>
        <source>bill of all years of service, the cheaper way</source>
        <translation>サービス全年の費用、安いほうの方法</translation>
    </message>
    <message>
        <source>least of owning and renting the servers</source>
        <translation>サーバの所有とレンタルの最小</translation>
    </message>
    <message>
        <source>bill of service on one&apos;s own servers, always on</source>
        <translation>常時稼働の自前サーバでのサービスの費用</translation>
    </message>
    <message>
        <source>capital, room, upkeep, staff, electricity and water of the years</source>
        <translation>年数分の資本、機械室、保守、人件費、電気、水</translation>
    </message>
    <message>
        <source>step + prefill of the batch / tokens of an answer</source>
        <translation>ステップ + バッチの入力処理 / 応答のトークン数</translation>
    </message>
    <message>
        <source>time of a token of an answer in the mean, while prompts of other requests are read</source>
        <translation>応答の 1 トークンの平均時間、他の要求の入力を読む間も含む</translation>
    </message>
    <message>
        <source>cost of a million tokens on one&apos;s own servers, always on</source>
        <translation>常時稼働の自前サーバでの 100 万トークンの費用</translation>
    </message>
    <message>
        <source>cost of a million tokens on rented servers</source>
        <translation>借りたサーバでの 100 万トークンの費用</translation>
    </message>
    <message>
        <source>bill of service on rented servers</source>
        <translation>借りたサーバでのサービスの費用</translation>
    </message>
    <message>
        <source>accelerators of whole servers x price x hours</source>
        <translation>サーバ単位のアクセラレータ数 x 単価 x 時間</translation>
    </message>
    <message>
        <source>energy of the facility over all years of service</source>
        <translation>サービス全年の施設の電力量</translation>
    </message>
    <message>
        <source>CO2e over all years, operational and embodied</source>
        <translation>全年の CO2e、運用時と製造時</translation>
    </message>
    <message>
        <source>bill of training and of all years of service, each the cheapest way</source>
        <translation>学習とサービス全年の費用、それぞれ最安の方法</translation>
    </message>
    <message>
        <source>of the run + of serving</source>
        <translation>学習ランの分 + 推論の分</translation>
    </message>
    <message>
        <source>energy of the facility, training and serving</source>
        <translation>学習と推論の施設の電力量</translation>
    </message>
    <message>
        <source>CO2e, training and serving</source>
        <translation>学習と推論の CO2e</translation>
    </message>
    <message>
        <source>hours of matrix products and attention</source>
        <translation>行列積とアテンションの時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, matrix products and attention</source>
        <translation>この学習ランの費用のうち行列積とアテンション</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, matrix products and attention</source>
        <translation>施設の電力量のうち行列積とアテンション</translation>
    </message>
    <message>
        <source>operational, of matrix products and attention</source>
        <translation>運用時の排出のうち行列積とアテンション</translation>
    </message>
    <message>
        <source>hours of memory-bound kernels</source>
        <translation>メモリ律速のカーネルの時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, memory-bound kernels</source>
        <translation>この学習ランの費用のうちメモリ律速のカーネル</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, memory-bound kernels</source>
        <translation>施設の電力量のうちメモリ律速のカーネル</translation>
    </message>
    <message>
        <source>operational, of memory-bound kernels</source>
        <translation>運用時の排出のうちメモリ律速のカーネル</translation>
    </message>
    <message>
        <source>hours of the forward pass again</source>
        <translation>順伝播のやり直しの時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, the forward pass again</source>
        <translation>この学習ランの費用のうち順伝播のやり直し</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, the forward pass again</source>
        <translation>施設の電力量のうち順伝播のやり直し</translation>
    </message>
    <message>
        <source>operational, of the forward pass again</source>
        <translation>運用時の排出のうち順伝播のやり直し</translation>
    </message>
    <message>
        <source>hours of tensor parallel communication</source>
        <translation>テンソル並列の通信の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, tensor parallel communication</source>
        <translation>この学習ランの費用のうちテンソル並列の通信</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, tensor parallel communication</source>
        <translation>施設の電力量のうちテンソル並列の通信</translation>
    </message>
    <message>
        <source>operational, of tensor parallel communication</source>
        <translation>運用時の排出のうちテンソル並列の通信</translation>
    </message>
    <message>
        <source>hours of context parallel communication</source>
        <translation>コンテキスト並列の通信の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, context parallel communication</source>
        <translation>この学習ランの費用のうちコンテキスト並列の通信</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, context parallel communication</source>
        <translation>施設の電力量のうちコンテキスト並列の通信</translation>
    </message>
    <message>
        <source>operational, of context parallel communication</source>
        <translation>運用時の排出のうちコンテキスト並列の通信</translation>
    </message>
    <message>
        <source>hours of expert parallel communication</source>
        <translation>エキスパート並列の通信の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, expert parallel communication</source>
        <translation>この学習ランの費用のうちエキスパート並列の通信</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, expert parallel communication</source>
        <translation>施設の電力量のうちエキスパート並列の通信</translation>
    </message>
    <message>
        <source>operational, of expert parallel communication</source>
        <translation>運用時の排出のうちエキスパート並列の通信</translation>
    </message>
    <message>
        <source>hours of transfers between stages</source>
        <translation>ステージ間の転送の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, transfers between stages</source>
        <translation>この学習ランの費用のうちステージ間の転送</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, transfers between stages</source>
        <translation>施設の電力量のうちステージ間の転送</translation>
    </message>
    <message>
        <source>operational, of transfers between stages</source>
        <translation>運用時の排出のうちステージ間の転送</translation>
    </message>
    <message>
        <source>hours of data parallel communication</source>
        <translation>データ並列の通信の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, data parallel communication</source>
        <translation>この学習ランの費用のうちデータ並列の通信</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, data parallel communication</source>
        <translation>施設の電力量のうちデータ並列の通信</translation>
    </message>
    <message>
        <source>operational, of data parallel communication</source>
        <translation>運用時の排出のうちデータ並列の通信</translation>
    </message>
    <message>
        <source>hours of waiting for the host</source>
        <translation>ホスト待ちの時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, waiting for the host</source>
        <translation>この学習ランの費用のうちホスト待ち</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, waiting for the host</source>
        <translation>施設の電力量のうちホスト待ち</translation>
    </message>
    <message>
        <source>operational, of waiting for the host</source>
        <translation>運用時の排出のうちホスト待ち</translation>
    </message>
    <message>
        <source>hours of pipeline bubble</source>
        <translation>パイプラインのバブルの時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, pipeline bubble</source>
        <translation>この学習ランの費用のうちパイプラインのバブル</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, pipeline bubble</source>
        <translation>施設の電力量のうちパイプラインのバブル</translation>
    </message>
    <message>
        <source>operational, of pipeline bubble</source>
        <translation>運用時の排出のうちパイプラインのバブル</translation>
    </message>
    <message>
        <source>hours of optimizer steps</source>
        <translation>オプティマイザのステップの時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, optimizer steps</source>
        <translation>この学習ランの費用のうちオプティマイザのステップ</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, optimizer steps</source>
        <translation>施設の電力量のうちオプティマイザのステップ</translation>
    </message>
    <message>
        <source>operational, of optimizer steps</source>
        <translation>運用時の排出のうちオプティマイザのステップ</translation>
    </message>
    <message>
        <source>hours of offloaded states and the host&apos;s update</source>
        <translation>オフロードした状態とホストの更新の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, offloaded states and the host&apos;s update</source>
        <translation>この学習ランの費用のうちオフロードした状態とホストの更新</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, offloaded states and the host&apos;s update</source>
        <translation>施設の電力量のうちオフロードした状態とホストの更新</translation>
    </message>
    <message>
        <source>operational, of offloaded states and the host&apos;s update</source>
        <translation>運用時の排出のうちオフロードした状態とホストの更新</translation>
    </message>
    <message>
        <source>hours of what the software stack adds</source>
        <translation>ソフトウェアスタックが加える分の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, what the software stack adds</source>
        <translation>この学習ランの費用のうちソフトウェアスタックが加える分</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, what the software stack adds</source>
        <translation>施設の電力量のうちソフトウェアスタックが加える分</translation>
    </message>
    <message>
        <source>operational, of what the software stack adds</source>
        <translation>運用時の排出のうちソフトウェアスタックが加える分</translation>
    </message>
    <message>
        <source>hours of evaluations</source>
        <translation>評価の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, evaluations</source>
        <translation>この学習ランの費用のうち評価</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, evaluations</source>
        <translation>施設の電力量のうち評価</translation>
    </message>
    <message>
        <source>operational, of evaluations</source>
        <translation>運用時の排出のうち評価</translation>
    </message>
    <message>
        <source>hours of training waiting for checkpoints</source>
        <translation>学習のチェックポイント待ちの時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, training waiting for checkpoints</source>
        <translation>この学習ランの費用のうち学習のチェックポイント待ち</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, training waiting for checkpoints</source>
        <translation>施設の電力量のうち学習のチェックポイント待ち</translation>
    </message>
    <message>
        <source>operational, of training waiting for checkpoints</source>
        <translation>運用時の排出のうち学習のチェックポイント待ち</translation>
    </message>
    <message>
        <source>hours of work that failures made void</source>
        <translation>障害で無効になった作業の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, work that failures made void</source>
        <translation>この学習ランの費用のうち障害で無効になった作業</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, work that failures made void</source>
        <translation>施設の電力量のうち障害で無効になった作業</translation>
    </message>
    <message>
        <source>operational, of work that failures made void</source>
        <translation>運用時の排出のうち障害で無効になった作業</translation>
    </message>
    <message>
        <source>hours of failures not yet noticed</source>
        <translation>まだ検知されない障害の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, failures not yet noticed</source>
        <translation>この学習ランの費用のうちまだ検知されない障害</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, failures not yet noticed</source>
        <translation>施設の電力量のうちまだ検知されない障害</translation>
    </message>
    <message>
        <source>operational, of failures not yet noticed</source>
        <translation>運用時の排出のうちまだ検知されない障害</translation>
    </message>
    <message>
        <source>hours of restarts</source>
        <translation>再起動の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, restarts</source>
        <translation>この学習ランの費用のうち再起動</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, restarts</source>
        <translation>施設の電力量のうち再起動</translation>
    </message>
    <message>
        <source>operational, of restarts</source>
        <translation>運用時の排出のうち再起動</translation>
    </message>
    <message>
        <source>hours of waiting for a spare server</source>
        <translation>予備サーバ待ちの時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, waiting for a spare server</source>
        <translation>この学習ランの費用のうち予備サーバ待ち</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, waiting for a spare server</source>
        <translation>施設の電力量のうち予備サーバ待ち</translation>
    </message>
    <message>
        <source>operational, of waiting for a spare server</source>
        <translation>運用時の排出のうち予備サーバ待ち</translation>
    </message>
    <message>
        <source>hours of start-up</source>
        <translation>起動の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, start-up</source>
        <translation>この学習ランの費用のうち起動</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, start-up</source>
        <translation>施設の電力量のうち起動</translation>
    </message>
    <message>
        <source>operational, of start-up</source>
        <translation>運用時の排出のうち起動</translation>
    </message>
    <message>
        <source>hours of the machine standing between runs</source>
        <translation>学習ランの合間の停止の時間</translation>
    </message>
    <message>
        <source>of this run&apos;s bill, the machine standing between runs</source>
        <translation>この学習ランの費用のうち学習ランの合間の停止</translation>
    </message>
    <message>
        <source>of the facility&apos;s energy, the machine standing between runs</source>
        <translation>施設の電力量のうち学習ランの合間の停止</translation>
    </message>
    <message>
        <source>operational, of the machine standing between runs</source>
        <translation>運用時の排出のうち学習ランの合間の停止</translation>
    </message>
    <message>
        <source>accelerator</source>
        <translation>アクセラレータ</translation>
    </message>
    <message>
        <source>campaign</source>
        <translation>障害・チェックポイント</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>クラスタ</translation>
    </message>
    <message>
        <source>cooling</source>
        <translation>冷却</translation>
    </message>
    <message>
        <source>economics</source>
        <translation>経済性</translation>
    </message>
    <message>
        <source>equivalents</source>
        <translation>CO2 換算</translation>
    </message>
    <message>
        <source>fabric</source>
        <translation>ファブリック</translation>
    </message>
    <message>
        <source>import</source>
        <translation>取り込み</translation>
    </message>
    <message>
        <source>limits</source>
        <translation>制約</translation>
    </message>
    <message>
        <source>model</source>
        <translation>モデル</translation>
    </message>
    <message>
        <source>parallelism</source>
        <translation>並列化</translation>
    </message>
    <message>
        <source>scaling_law</source>
        <translation>スケーリング則</translation>
    </message>
    <message>
        <source>server</source>
        <translation>サーバ</translation>
    </message>
    <message>
        <source>simulation</source>
        <translation>シミュレーション</translation>
    </message>
    <message>
        <source>site</source>
        <translation>サイト</translation>
    </message>
    <message>
        <source>software</source>
        <translation>ソフトウェア</translation>
    </message>
    <message>
        <source>training</source>
        <translation>学習</translation>
    </message>
    <message>
        <source>accelerators, mean over the run</source>
        <translation>アクセラレータ、学習ランの平均</translation>
    </message>
    <message>
        <source>(supplied - base x servers) / (1 + fans)</source>
        <translation>(供給電力 - 基礎電力 x サーバ台数) / (1 + ファン)</translation>
    </message>
    <message>
        <source>processors, memory, adapters and drives of the servers</source>
        <translation>サーバのプロセッサ、メモリ、アダプタ、ドライブ</translation>
    </message>
    <message>
        <source>servers x base</source>
        <translation>サーバ台数 x 基礎電力</translation>
    </message>
    <message>
        <source>fans of the servers</source>
        <translation>サーバのファン</translation>
    </message>
    <message>
        <source>fans x accelerators</source>
        <translation>ファン x アクセラレータ</translation>
    </message>
    <message>
        <source>losses of the servers&apos; power supplies</source>
        <translation>サーバの電源の損失</translation>
    </message>
    <message>
        <source>servers x (1 - efficiency)</source>
        <translation>サーバ x (1 - 効率)</translation>
    </message>
    <message>
        <source>cooling, distribution and the rest of the building, as PUE counts them</source>
        <translation>冷却、配電、その他の建屋設備、PUE の数え方</translation>
    </message>
    <message>
        <source>share x IT power</source>
        <translation>割合 x IT 電力</translation>
    </message>
    <message>
        <source>chillers</source>
        <translation>冷凍機</translation>
    </message>
    <message>
        <source>fans in the room</source>
        <translation>室内のファン</translation>
    </message>
    <message>
        <source>pumps</source>
        <translation>ポンプ</translation>
    </message>
    <message>
        <source>towers and dry coolers</source>
        <translation>冷却塔とドライクーラ</translation>
    </message>
    <message>
        <source>losses of UPS, transformers and distribution</source>
        <translation>UPS、変圧器、配電の損失</translation>
    </message>
    <message>
        <source>lights and offices</source>
        <translation>照明と事務所</translation>
    </message>
    <message>
        <source>recipe</source>
        <translation>作り方</translation>
    </message>
    <message>
        <source>serving</source>
        <translation>推論サービス</translation>
    </message>
    <message>
        <source>Parameters of the largest models, and the line through them</source>
        <translation>最大級モデルのパラメータ数と回帰直線</translation>
    </message>
    <message>
        <source>What one run would cost</source>
        <translation>学習ラン1回の費用</translation>
    </message>
    <message>
        <source>cost of a run</source>
        <translation>学習ランの費用</translation>
    </message>
    <message>
        <source>year</source>
        <translation>年</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>パラメータ数</translation>
    </message>
    <message>
        <source>fit</source>
        <translation>回帰直線</translation>
    </message>
    <message>
        <source>95 % of one more, low</source>
        <translation>次の1点の 95 % 下限</translation>
    </message>
    <message>
        <source>high</source>
        <translation>上限</translation>
    </message>
    <message>
        <source>fitted</source>
        <translation>回帰に使用</translation>
    </message>
    <message>
        <source>since</source>
        <translation>その後</translation>
    </message>
    <message>
        <source>as-is: no training, of which nothing is counted</source>
        <translation>そのまま：学習なし、何も数えない</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>順伝播</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>逆伝播</translation>
    </message>
    <message>
        <source>input gradient</source>
        <translation>入力勾配</translation>
    </message>
    <message>
        <source>weight gradient</source>
        <translation>重み勾配</translation>
    </message>
    <message>
        <source>tensor parallel collectives</source>
        <translation>テンソル並列の集団通信</translation>
    </message>
    <message>
        <source>waiting for the host</source>
        <translation>ホスト待ち</translation>
    </message>
    <message>
        <source>recomputation</source>
        <translation>再計算</translation>
    </message>
    <message>
        <source>exposed</source>
        <translation>隠蔽されない分</translation>
    </message>
    <message>
        <source>host floor</source>
        <translation>ホスト時間の下限</translation>
    </message>
    <message>
        <source>exposed, and the slowing of what hides the rest</source>
        <translation>隠蔽されない分と、残りを隠蔽する作業の遅れ</translation>
    </message>
    <message>
        <source>forward again</source>
        <translation>順伝播のやり直し</translation>
    </message>
    <message>
        <source>statistics of the softmax, gradient of its input</source>
        <translation>ソフトマックスの統計量、その入力の勾配</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>正規化</translation>
    </message>
    <message>
        <source>QKV latents</source>
        <translation>QKV 潜在表現</translation>
    </message>
    <message>
        <source>QKV</source>
        <translation>QKV</translation>
    </message>
    <message>
        <source>rotary positions</source>
        <translation>回転位置埋め込み</translation>
    </message>
    <message>
        <source>attention scores QK^T</source>
        <translation>アテンションスコア QK^T</translation>
    </message>
    <message>
        <source>scale, mask, softmax</source>
        <translation>スケール、マスク、ソフトマックス</translation>
    </message>
    <message>
        <source>attention dropout</source>
        <translation>アテンションのドロップアウト</translation>
    </message>
    <message>
        <source>attention over values</source>
        <translation>バリューへのアテンション</translation>
    </message>
    <message>
        <source>FlashAttention</source>
        <translation>FlashAttention</translation>
    </message>
    <message>
        <source>context transpose</source>
        <translation>コンテキストの転置</translation>
    </message>
    <message>
        <source>attention projection</source>
        <translation>アテンションの射影</translation>
    </message>
    <message>
        <source>bias, dropout, residual</source>
        <translation>バイアス、ドロップアウト、残差</translation>
    </message>
    <message>
        <source>router</source>
        <translation>ルータ</translation>
    </message>
    <message>
        <source>token permutation</source>
        <translation>トークンの並べ替え</translation>
    </message>
    <message>
        <source>FFN up</source>
        <translation>FFN 拡大</translation>
    </message>
    <message>
        <source>activation</source>
        <translation>活性化関数</translation>
    </message>
    <message>
        <source>FFN down</source>
        <translation>FFN 縮小</translation>
    </message>
    <message>
        <source>residual gradient</source>
        <translation>残差の勾配</translation>
    </message>
    <message>
        <source>bias gradient</source>
        <translation>バイアスの勾配</translation>
    </message>
    <message>
        <source>gradient accumulation</source>
        <translation>勾配の累積</translation>
    </message>
    <message>
        <source>output embedding</source>
        <translation>出力埋め込み</translation>
    </message>
    <message>
        <source>cross-entropy</source>
        <translation>交差エントロピー</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>埋め込み</translation>
    </message>
    <message>
        <source>optimizer</source>
        <translation>オプティマイザ</translation>
    </message>
    <message>
        <source>default</source>
        <translation>既定値</translation>
    </message>
    <message>
        <source>not given</source>
        <translation>指定なし</translation>
    </message>
    <message>
        <source>assumption</source>
        <translation>仮定</translation>
    </message>
    <message>
        <source>true</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>false</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>data comm</source>
        <translation>データ並列</translation>
    </message>
    <message>
        <source>pipeline comm</source>
        <translation>パイプライン</translation>
    </message>
    <message>
        <source>other</source>
        <translation>その他</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>不明</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>はい</translation>
    </message>
    <message>
        <source>no</source>
        <translation>いいえ</translation>
    </message>
    <message>
        <source>on-prem</source>
        <translation>オンプレミス</translation>
    </message>
    <message>
        <source>own</source>
        <translation>所有</translation>
    </message>
    <message>
        <source>on demand</source>
        <translation>オンデマンド</translation>
    </message>
    <message>
        <source>spot</source>
        <translation>スポット</translation>
    </message>
    <message>
        <source>1 year</source>
        <translation>1年契約</translation>
    </message>
    <message>
        <source>3 years</source>
        <translation>3年契約</translation>
    </message>
    <message>
        <source>orders of magnitude a year</source>
        <translation>桁/年</translation>
    </message>
    <message>
        <source>capital</source>
        <translation>資本</translation>
    </message>
    <message>
        <source>upkeep</source>
        <translation>保守</translation>
    </message>
    <message>
        <source>staff</source>
        <translation>人件費</translation>
    </message>
    <message>
        <source>colocation</source>
        <translation>コロケーション</translation>
    </message>
    <message>
        <source>electricity</source>
        <translation>電気</translation>
    </message>
    <message>
        <source>electricity while idle</source>
        <translation>停止中の電気</translation>
    </message>
    <message>
        <source>water</source>
        <translation>水</translation>
    </message>
    <message>
        <source>machines</source>
        <translation>機械</translation>
    </message>
    <message>
        <source>storage</source>
        <translation>ストレージ</translation>
    </message>
    <message>
        <source>egress</source>
        <translation>転送</translation>
    </message>
    <message>
        <source>unused hours of the contract</source>
        <translation>契約の未使用時間</translation>
    </message>
    <message>
        <source>bill of this run</source>
        <translation>この学習ランの費用</translation>
    </message>
    <message>
        <source>What this run comes to, by way of paying</source>
        <translation>支払い方法ごとの、この学習ランの費用</translation>
    </message>
    <message>
        <source>month</source>
        <translation>月</translation>
    </message>
    <message>
        <source>spent so far, after tax</source>
        <translation>累計支出（税引後）</translation>
    </message>
    <message>
        <source>convolutional</source>
        <comment>model.architecture</comment>
        <translation>畳み込み</translation>
    </message>
    <message>
        <source>total parameters</source>
        <comment>model.total_parameters</comment>
        <translation>総パラメータ数</translation>
    </message>
    <message>
        <source>flops per sample</source>
        <comment>model.flops_per_sample</comment>
        <translation>1サンプルの FLOP</translation>
    </message>
    <message>
        <source>activations per sample</source>
        <comment>model.activations_per_sample</comment>
        <translation>1サンプルの活性値</translation>
    </message>
    <message>
        <source>compiled</source>
        <comment>software.compiled</comment>
        <translation>コンパイル</translation>
    </message>
    <message>
        <source>graph capture</source>
        <comment>software.graph_capture</comment>
        <translation>グラフ捕捉</translation>
    </message>
    <message>
        <source>graph gap us</source>
        <comment>software.graph_gap_us</comment>
        <translation>グラフ内のカーネル間隔 (us)</translation>
    </message>
    <message>
        <source>of a convolutional network, all layers together</source>
        <translation>畳み込みネットワークの全層のパラメータ数</translation>
    </message>
    <message>
        <source>of a convolutional network&apos;s forward pass, a multiply and an add being two; a sample is what is a token elsewhere</source>
        <translation>畳み込みネットワークの順伝播の FLOP（積と和で2）。他のモデルのトークンにあたるのが1サンプル</translation>
    </message>
    <message>
        <source>elements that all layers of a convolutional network put out for a sample</source>
        <translation>畳み込みネットワークの全層が1サンプルに対して出力する要素数</translation>
    </message>
    <message>
        <source>a compiler writes the pointwise kernels (torch.compile, XLA): chains of them are fused, norms into the residual before them</source>
        <translation>要素演算のカーネルをコンパイラが生成（torch.compile、XLA）。連続する演算を融合し、正規化は直前の残差加算に融合</translation>
    </message>
    <message>
        <source>kernels are captured once and replayed (CUDA graphs): none waits for the host</source>
        <translation>カーネルを一度捕捉して再生（CUDA グラフ）。ホストを待たない</translation>
    </message>
    <message>
        <source>between two kernels of a captured graph; where absent accelerator.launch_gap_us</source>
        <translation>捕捉したグラフの2カーネルの間。省略時は accelerator.launch_gap_us</translation>
    </message>
    <message>
        <source>days</source>
        <comment>unit</comment>
        <translation>日</translation>
    </message>
    <message>
        <source>months</source>
        <comment>unit</comment>
        <translation>か月</translation>
    </message>
    <message>
        <source>years</source>
        <comment>unit</comment>
        <translation>年</translation>
    </message>
    <message>
        <source>hours</source>
        <comment>unit</comment>
        <translation>時間</translation>
    </message>
    <message>
        <source>tons</source>
        <comment>unit</comment>
        <translation>冷凍トン</translation>
    </message>
    <message>
        <source>tokens</source>
        <comment>unit</comment>
        <translation>トークン</translation>
    </message>
    <message>
        <source>servers</source>
        <comment>unit</comment>
        <translation>台</translation>
    </message>
    <message>
        <source>flights</source>
        <comment>unit</comment>
        <translation>便</translation>
    </message>
    <message>
        <source>expert groups</source>
        <comment>model.expert_groups</comment>
        <translation>エキスパートグループ</translation>
    </message>
    <message>
        <source>groups per token</source>
        <comment>model.groups_per_token</comment>
        <translation>トークン当たりグループ</translation>
    </message>
    <message>
        <source>expert forwarding</source>
        <comment>software.expert_forwarding</comment>
        <translation>エキスパート中継</translation>
    </message>
    <message>
        <source>narrow expert dispatch</source>
        <comment>software.narrow_expert_dispatch</comment>
        <translation>低精度の振り分け</translation>
    </message>
    <message>
        <source>overlap experts</source>
        <comment>software.overlap_experts</comment>
        <translation>エキスパート通信の隠蔽</translation>
    </message>
    <message>
        <source>expert compute units</source>
        <comment>software.expert_compute_units</comment>
        <translation>エキスパート通信の SM</translation>
    </message>
    <message>
        <source>moment bytes</source>
        <comment>software.moment_bytes</comment>
        <translation>モーメントのバイト数</translation>
    </message>
    <message>
        <source>narrow linear inputs</source>
        <comment>software.narrow_linear_inputs</comment>
        <translation>行列積入力の低精度保持</translation>
    </message>
    <message>
        <source>narrow activation inputs</source>
        <comment>software.narrow_activation_inputs</comment>
        <translation>活性化入力の低精度保持</translation>
    </message>
    <message>
        <source>recompute modules</source>
        <comment>parallelism.recompute_modules</comment>
        <translation>再計算モジュール</translation>
    </message>
    <message>
        <source>core_attn</source>
        <comment>parallelism.recompute_modules</comment>
        <translation>core_attn</translation>
    </message>
    <message>
        <source>layernorm</source>
        <comment>parallelism.recompute_modules</comment>
        <translation>layernorm</translation>
    </message>
    <message>
        <source>mla_up_proj</source>
        <comment>parallelism.recompute_modules</comment>
        <translation>mla_up_proj</translation>
    </message>
    <message>
        <source>moe_act</source>
        <comment>parallelism.recompute_modules</comment>
        <translation>moe_act</translation>
    </message>
    <message>
        <source>mlp</source>
        <comment>parallelism.recompute_modules</comment>
        <translation>mlp</translation>
    </message>
    <message>
        <source>moe</source>
        <comment>parallelism.recompute_modules</comment>
        <translation>moe</translation>
    </message>
    <message>
        <source>groups of neighbouring experts, of which a token visits groups_per_token; where absent, experts of any number of groups (DeepSeek-V3: 8)</source>
        <translation>隣り合うエキスパートのグループ数。トークンはそのうち groups_per_token グループを訪れる。省略時は制限なし (DeepSeek-V3: 8)</translation>
    </message>
    <message>
        <source>of expert_groups, those that a token&apos;s experts lie in (DeepSeek-V3: 4)</source>
        <translation>expert_groups のうち、1 トークンのエキスパートが属するグループ数 (DeepSeek-V3: 4)</translation>
    </message>
    <message>
        <source>a token crosses the fabric once for each server that its experts lie on, and goes on over the scale-up network; otherwise once for each expert</source>
        <translation>トークンは行き先サーバごとに 1 回だけファブリックを渡り、サーバ内はスケールアップ網で中継する。そうでなければエキスパートごとに 1 回渡る</translation>
    </message>
    <message>
        <source>tokens travel to their experts in the format of the matrix products, and back in 16 bits</source>
        <translation>トークンは行列積の数値形式でエキスパートへ送られ、16 ビットで戻る</translation>
    </message>
    <message>
        <source>all-to-alls of experts run beside another micro-batch&apos;s work where the schedule pairs a forward with a backward pass (dualpipe)</source>
        <translation>スケジュールが順伝播と逆伝播を組にする場合 (dualpipe)、エキスパートの all-to-all を別のマイクロバッチの計算と並行して行う</translation>
    </message>
    <message>
        <source>compute units that all-to-alls of experts hold while they run beside work</source>
        <translation>計算と並行する間、エキスパートの all-to-all が占有する演算ユニット数</translation>
    </message>
    <message>
        <source>of each of Adam&apos;s two moments</source>
        <translation>Adam の 2 つのモーメントそれぞれについて</translation>
    </message>
    <message>
        <source>inputs of matrix products wait for the backward pass in the products&apos; format; the attention&apos;s output stays in 16 bits</source>
        <translation>行列積の入力を行列積の数値形式で逆伝播まで保持する。アテンションの出力は 16 ビットのまま</translation>
    </message>
    <message>
        <source>inputs of the FFN&apos;s activation function wait in that format too</source>
        <translation>FFN の活性化関数の入力も同じ形式で保持する</translation>
    </message>
    <message>
        <source>what selective recomputation computes again: core_attn, layernorm, mla_up_proj, moe_act, mlp, moe, as in Megatron-Core; the attention core where none is given</source>
        <translation>選択的再計算で計算し直すもの: core_attn, layernorm, mla_up_proj, moe_act, mlp, moe (Megatron-Core と同じ名称)。省略時はアテンションの中核</translation>
    </message>
    <message>
        <source>dispatch and combine of either pass, less what another micro-batch&apos;s work hides</source>
        <translation>順伝播と逆伝播の振り分けと集約から、別のマイクロバッチの計算で隠蔽される分を引いたもの</translation>
    </message>
    <message>
        <source>largest-model</source>
        <comment>search.question</comment>
        <translation>最大のモデル</translation>
    </message>
    <message>
        <source>least-cost</source>
        <comment>search.question</comment>
        <translation>損失に対する最小の費用</translation>
    </message>
    <message>
        <source>lowest-loss</source>
        <comment>search.question</comment>
        <translation>最小の損失</translation>
    </message>
    <message>
        <source>shortest</source>
        <comment>search.question</comment>
        <translation>最短の学習ラン</translation>
    </message>
    <message>
        <source>57.2 % top-1 and 80.3 % top-5 on ImageNet</source>
        <comment>recipe.quality</comment>
        <translation>ImageNet で top-1 57.2 %、top-5 80.3 %</translation>
    </message>
    <message>
        <source>57.5 % top-1 and 80.3 % top-5 on ImageNet, against 57.2 and 80.3 of AlexNet</source>
        <comment>recipe.quality</comment>
        <translation>ImageNet で top-1 57.5 %、top-5 80.3 %（AlexNet は 57.2 と 80.3）</translation>
    </message>
    <message>
        <source>97 % of BERT-Base&apos;s score on GLUE</source>
        <comment>recipe.quality</comment>
        <translation>GLUE で BERT-Base のスコアの 97 %</translation>
    </message>
    <message>
        <source>F1 of 91.0 on SQuAD v1.1, one model trained on it alone</source>
        <comment>recipe.quality</comment>
        <translation>SQuAD v1.1 で F1 91.0（これだけで学習した単一モデル）</translation>
    </message>
    <message>
        <source>ROUGE-2 21.06 on CNN/DailyMail</source>
        <comment>recipe.quality</comment>
        <translation>CNN/DailyMail で ROUGE-2 21.06</translation>
    </message>
    <message>
        <source>ROUGE-2 21.26 on CNN/DailyMail, against 21.06 of BART-Large</source>
        <comment>recipe.quality</comment>
        <translation>CNN/DailyMail で ROUGE-2 21.26（BART-Large は 21.06）</translation>
    </message>
    <message>
        <source>unknown of T0++ on data sets it has not seen; T0, with fewer tasks: above GPT-3 175B on 9 of 11</source>
        <comment>recipe.quality</comment>
        <translation>T0++ の未学習データセットでの結果は不明。タスクの少ない T0 は 11 のうち 9 で GPT-3 175B を上回る</translation>
    </message>
    <message>
        <source>as 16-bit fine-tuning on MMLU, 7 to 65 billion parameters</source>
        <comment>recipe.quality</comment>
        <translation>MMLU で 16 ビットのファインチューニングと同等（70 億～650 億パラメータ）</translation>
    </message>
    <message>
        <source>as full fine-tuning or above: 74.0 against 73.8 % on WikiSQL, 91.6 against 89.5 % on MNLI</source>
        <comment>recipe.quality</comment>
        <translation>全パラメータのファインチューニングと同等以上: WikiSQL で 73.8 に対し 74.0 %、MNLI で 89.5 に対し 91.6 %</translation>
    </message>
    <message>
        <source>masked-token accuracy of 72 %, where the benchmark ends</source>
        <comment>recipe.quality</comment>
        <translation>マスクしたトークンの正解率 72 %（ベンチマークの終了点）</translation>
    </message>
    <message>
        <source>no loss that could be measured of models before it (LLM.int8, up to 175 billion parameters)</source>
        <comment>recipe.quality</comment>
        <translation>以前のモデルで測定できる劣化なし（LLM.int8、1750 億パラメータまで）</translation>
    </message>
    <message>
        <source>79.6 on GLUE</source>
        <comment>recipe.quality</comment>
        <translation>GLUE で 79.6</translation>
    </message>
    <message>
        <source>F1 of 90.6 on SQuAD v1.1, by the same recipe on TPU</source>
        <comment>recipe.quality</comment>
        <translation>SQuAD v1.1 で F1 90.6（同じレシピ、TPU）</translation>
    </message>
    <message>
        <source>76.2 % on LAMBADA, zero-shot</source>
        <comment>recipe.quality</comment>
        <translation>LAMBADA（ゼロショット）で 76.2 %</translation>
    </message>
    <message>
        <source>76.6 % on LAMBADA, zero-shot</source>
        <comment>recipe.quality</comment>
        <translation>LAMBADA（ゼロショット）で 76.6 %</translation>
    </message>
    <message>
        <source>73.8 % on WikiSQL, 89.5 % on MNLI</source>
        <comment>recipe.quality</comment>
        <translation>WikiSQL で 73.8 %、MNLI で 89.5 %</translation>
    </message>
    <message>
        <source>the model itself: 45.3 % on MMLU</source>
        <comment>recipe.quality</comment>
        <translation>モデルそのもの: MMLU で 45.3 %</translation>
    </message>
    <message>
        <source>the model itself: 79.6 on GLUE</source>
        <comment>recipe.quality</comment>
        <translation>モデルそのもの: GLUE で 79.6</translation>
    </message>
    <message>
        <source>time</source>
        <comment>search.objective</comment>
        <translation>時間</translation>
    </message>
    <message>
        <source>cost</source>
        <comment>search.objective</comment>
        <translation>費用</translation>
    </message>
    <message>
        <source>energy</source>
        <comment>search.objective</comment>
        <translation>電力量</translation>
    </message>
    <message>
        <source>carbon</source>
        <comment>search.objective</comment>
        <translation>炭素排出</translation>
    </message>
    <message>
        <source>gpus</source>
        <comment>search.objective</comment>
        <translation>GPU 数</translation>
    </message>
    <message>
        <source>its bill for the run</source>
        <translation>その学習ランの請求額</translation>
    </message>
</context>
</TS>
